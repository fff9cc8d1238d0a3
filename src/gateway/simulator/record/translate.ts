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

/** What was done was done when it was on disk: of two requests at once that says which was first. */
function whenOf(act: KeptAnswer | Packet, { commits }: Effects): Pick<Timed, 'at' | 'order'> {
  const own = commits.get((act.kind === 'answer' ? act.cause : undefined) ?? act.cursor) ?? []
  const commit = act.kind === 'answer' ? own.findLast(({ cursor }) => cursor < act.cursor) : own[0]
  return { at: (commit ?? act).at, order: (commit ?? act).cursor }
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
    const deed = act.kind === 'answer' ? deedOf(act, scribe) : packetOf(act, effects, scribe)
    return deed === undefined ? [] : [{ at, order, deed }]
  })
  const restarts = restartsIn(acts)
  const seen = presenceOf(acts, { connected, restarts, scribe })
  return [...done, ...restartDeeds(restarts), ...seen].toSorted((a, b) => a.order - b.order)
}
