import { given } from '../given.ts'
import type { Act, KeptAnswer } from './acts.ts'
import { deedOf } from './answers.ts'
import { presenceOf, type Timed } from './presence.ts'
import { restartDeeds, restartsIn } from './restarts.ts'
import { fieldsOf, textOf } from './fields.ts'
import type { Deed, Scribe } from './scribe.ts'
import { sendingOf } from './sending.ts'

type Commit = Extract<Act, { kind: 'commit' }>
type Packet = Extract<Act, { kind: 'receive' }>

/** What each request and packet led to, by its cursor. */
interface Effects {
  readonly commits: ReadonlyMap<number, readonly Commit[]>
  readonly created: ReadonlyMap<number, string>
}

function effectsOf(acts: readonly Act[]): Effects {
  const commits = Map.groupBy(
    acts.filter((act) => act.kind === 'commit'),
    ({ cause = -1 }) => cause,
  )
  const created = acts.flatMap((act): [number, string][] => {
    const id = act.kind === 'emit' ? textOf(fieldsOf(act.payload)['_id']) : undefined
    return act.kind === 'emit' && act.cause !== undefined && id !== undefined ? [[act.cause, id]] : []
  })
  return { commits, created: new Map(created) }
}

/** What came on disk because of it, before it was answered. */
function commitOf(act: KeptAnswer | Packet, { commits }: Effects): Commit | undefined {
  if (act.kind === 'receive') return commits.get(act.cursor)?.[0]
  return commits.get(act.cause ?? -1)?.findLast(({ cursor }) => cursor < act.cursor)
}

/** What was done was done when it was on disk: of two requests at once that says which was first. */
function whenOf(act: KeptAnswer | Packet, effects: Effects): Pick<Timed, 'at' | 'order'> {
  const commit = commitOf(act, effects)
  return { at: (commit ?? act).at, order: (commit ?? act).cursor }
}

/** A fault may have answered otherwise, or not at all: what came on disk was done all the same. */
function answerOf(answer: KeptAnswer, effects: Effects, scribe: Scribe): Deed | undefined {
  const wasDone = answer.status < 400 || commitOf(answer, effects) !== undefined
  const id = answer.made.id ?? effects.created.get(answer.cause ?? -1)
  return deedOf(wasDone ? { ...answer, status: 200, made: { ...answer.made, ...given({ id }) } } : answer, scribe)
}

/** Messages of requests that nobody has answered: what they asked for is in no answer. */
function omitUnanswered(acts: readonly Act[], { created }: Effects, scribe: Scribe): void {
  const known = new Set(
    acts.flatMap((act) => {
      if (act.kind === 'receive') return [act.cursor]
      return act.kind === 'answer' ? [act.cause ?? -1] : []
    }),
  )
  for (const cause of created.keys()) if (!known.has(cause)) scribe.omit('a message whose request was never answered')
}

function packetOf(act: Packet, effects: Effects, scribe: Scribe): Deed | undefined {
  const by = scribe.person(act.user)
  const sent = fieldsOf(act.payload)
  const channel = scribe.refs.of('channel', textOf(sent['channelId']) ?? '')
  if (act.event === 'typing' && by !== undefined && channel !== undefined) {
    return { packet: { by, event: 'typing', data: { channelId: `{channel:${channel}}` } } }
  }
  if (act.event !== 'message/create') return scribe.omit('a packet that is no message')
  // What was refused, and what was there already, leaves nothing behind.
  const id = effects.created.get(act.cursor)
  if (id === undefined) return undefined
  if (by === undefined || channel === undefined) return scribe.omit('what was said where it is not in it')
  return sendingOf({ by, channel, sent, id }, scribe)
}

/** What people did, in its order. What of it cannot be said in a timeline is told to the scribe. */
export function translate(acts: readonly Act[], connected: readonly string[], scribe: Scribe): readonly Timed[] {
  const effects = effectsOf(acts)
  const asked = acts
    .filter((act): act is KeptAnswer | Packet => act.kind === 'answer' || act.kind === 'receive')
    .map((act) => ({ act, ...whenOf(act, effects) }))
    .toSorted((a, b) => a.order - b.order)
  const done = asked.flatMap(({ act, at, order }): Timed[] => {
    const deed = act.kind === 'answer' ? answerOf(act, effects, scribe) : packetOf(act, effects, scribe)
    return deed === undefined ? [] : [{ at, order, deed }]
  })
  omitUnanswered(acts, effects, scribe)
  const restarts = restartsIn(acts)
  const seen = presenceOf(acts, { connected, restarts, scribe })
  return [...done, ...restartDeeds(restarts), ...seen].toSorted((a, b) => a.order - b.order)
}
