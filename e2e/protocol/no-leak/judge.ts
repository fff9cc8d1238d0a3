import { applyChange } from './apply-change.ts'
import { audienceAfter, audienceBefore, isOfExtensions, isOfPlaces, isOfTheMoment, keyOf } from './audience.ts'
import { compare, type Expected, type Findings } from './compare.ts'
import type { Episode, Outcome } from './episode.ts'
import type { Entry, Published } from './journal.ts'
import { createLooks } from './looks.ts'
import { may, visibleTo, type World } from './oracle.ts'
import { isChange } from './requests.ts'
import type { Change } from './steps.ts'

export interface Judgement extends Findings {
  /** Changes that were granted, by kind. */
  readonly granted: ReadonlyMap<string, number>
  /** How often somebody came to see a channel, or no longer did. */
  readonly gained: number
  readonly lost: number
  /** Events that had to arrive somewhere. */
  readonly events: number
  /** Answers to reads that were held against the journal. */
  readonly looks: number
}

type ChangeOutcome = Outcome & { readonly step: Change }

const isGranted = (outcome: Outcome | undefined): outcome is ChangeOutcome =>
  outcome !== undefined && outcome.status >= 200 && outcome.status < 300 && isChange(outcome.step)

/** Everything everybody sees, one text for each person and channel. */
const sightsOf = (world: World): Set<string> =>
  new Set(
    [...world.servers.values()].flatMap((server) =>
      [...server.members.keys()].flatMap((user) => visibleTo(server, user).map((channel) => `${user} ${channel}`)),
    ),
  )

/** Makes the world follow the changes, and counts what they did. */
function followChanges({ world, names }: Episode): Pick<Judgement, 'granted'> & {
  readonly make: (outcome: ChangeOutcome) => void
  readonly sights: { gained: number; lost: number }
} {
  const granted = new Map<string, number>()
  const sights = { gained: 0, lost: 0 }
  return {
    granted,
    sights,
    make: (outcome) => {
      const before = sightsOf(world)
      applyChange(world, names, outcome)
      const after = sightsOf(world)
      sights.gained += [...after].filter((sight) => !before.has(sight)).length
      sights.lost += [...before].filter((sight) => !after.has(sight)).length
      granted.set(outcome.step.kind, (granted.get(outcome.step.kind) ?? 0) + 1)
    },
  }
}

/** Who is there, and what each of them has to hear. */
function followListeners({ names, listeners }: Episode): {
  readonly enter: (id: unknown) => void
  readonly tell: (published: Published, audience: ReadonlySet<string>) => number
  readonly expected: () => Expected[]
} {
  const present = new Map<string, { readonly listener: (typeof listeners)[number]; readonly keys: string[] }>()
  return {
    enter: (id) => {
      const listener = listeners.find((each) => each.id === id)
      if (listener !== undefined) present.set(listener.id, { listener, keys: [] })
    },
    tell: (published, audience) => {
      const key = keyOf(published)
      const onlyAsked = isOfExtensions(published.event)
      const told = [...present.values()].filter(
        ({ listener }) => (listener.asked || !onlyAsked) && audience.has(names.person.get(listener.person) ?? ''),
      )
      for (const { keys } of told) keys.push(key)
      return told.length
    },
    expected: () => [...present.values()],
  }
}

interface MessagePayload {
  readonly _id: string
  readonly channelId: string
  readonly authorId: { readonly _id: string }
}

const untimely = (event: string): string[] =>
  isOfTheMoment(event) ? [] : [`${event} was published outside the turn of a commit`]

/** What is wrong with a message that was stored: its author had no right to it. */
function wrongIn(world: World, { _id, authorId, channelId }: MessagePayload): string[] {
  return ['VIEW_CHANNEL', 'SEND_MESSAGES']
    .filter((word) => !may(world, authorId._id, { channel: channelId, word }))
    .map((word) => `message ${_id} was stored though its author had no ${word}`)
}

/**
 * Lives through the journal once more, commit by commit, with a world of its own, and says who had to hear what. Clocks
 * play no part: what counts is the order of the commits.
 */
export function judge(episode: Episode): Judgement {
  const { world, entries, outcomes } = episode
  const changes = followChanges(episode)
  const listeners = followListeners(episode)
  const looks = createLooks(episode)
  const unlawful: string[] = []
  let events = 0

  function hear(published: Published, audience: ReadonlySet<string>): void {
    const { event, payload } = published
    if (event === 'MESSAGE_CREATE') {
      // What the gateway publishes is checked elsewhere: here it has the members its name promises.
      const message = payload as MessagePayload
      unlawful.push(...wrongIn(world, message))
      looks.said(message.channelId, message._id)
    }
    if (event === 'TYPING_START') {
      const { userId, channelId } = payload as { userId: string; channelId: string }
      unlawful.push(...wrongIn(world, { _id: 'typing', authorId: { _id: userId }, channelId }))
    }
    events += listeners.tell(published, audience)
  }

  function live({ committed, step = -1, published }: Entry): void {
    const before = published.map((each) => audienceBefore(world, each))
    const outcome = outcomes.get(step)
    const asker = outcome === undefined ? undefined : episode.names.person.get(outcome.step.by)
    if (committed && isGranted(outcome)) changes.make(outcome)
    for (const [place, each] of published.entries()) {
      if (each.event === 'ready') listeners.enter(each.audience)
      if (!isOfPlaces(each.event)) continue
      if (!committed) unlawful.push(...untimely(each.event))
      hear(each, before[place] ?? audienceAfter(world, each, { together: published, asker }))
    }
  }

  looks.check(world, 0)
  for (const [place, entry] of entries.entries()) {
    live(entry)
    looks.check(world, place + 1)
  }
  return {
    ...compare(listeners.expected()),
    unlawful: [...unlawful, ...looks.unexplained()],
    granted: changes.granted,
    ...changes.sights,
    events,
    looks: looks.count,
  }
}
