import type { Episode, Outcome } from './episode.ts'
import { idIn, type Names } from './names.ts'
import { allowedIn, may, visibleTo, type World } from './oracle.ts'
import type { Traffic } from './steps.ts'

type Look = Extract<Traffic, { kind: 'read' | 'list channels' }>

type Listing = Extract<Look, { kind: 'list channels' }>

const PAGE = 20

/**
 * Answers to reads. Each must be the truth of some moment between the request and its answer: who is let in, and what
 * they are shown, at one and the same moment.
 */
export interface Looks {
  readonly count: number
  /** A message was stored. */
  readonly said: (channel: string, message: string) => void
  /** The world as it is once so many entries have passed. */
  readonly check: (world: World, moment: number) => void
  readonly unexplained: () => string[]
}

interface Open extends Outcome {
  readonly step: Look
}

const isLook = (outcome: Outcome): outcome is Open =>
  outcome.step.kind === 'read' || outcome.step.kind === 'list channels'

const inOrder = (entries: readonly (readonly [string, readonly string[]])[]): string =>
  JSON.stringify(entries.toSorted(([a], [b]) => Number(a > b) - Number(a < b)))

interface ListedChannel {
  readonly _id: string
  readonly permissions: readonly string[]
}

/** What a list of channels has to be, as a text; nothing where there is none to be had. */
function channelsFor(world: World, names: Names, { by, server }: Listing): string | undefined {
  const user = idIn(names.person, by)
  const state = world.servers.get(idIn(names.server, server))
  if (state?.members.has(user) !== true) return undefined
  return inOrder(visibleTo(state, user).map((channel) => [channel, allowedIn(world, user, channel)]))
}

export function createLooks({ names, outcomes }: Episode): Looks {
  const open = new Set([...outcomes.values()].filter(isLook))
  const count = open.size
  const said = new Map<string, string[]>()

  function pageFor(world: World, { by, channel }: Extract<Look, { kind: 'read' }>): string | undefined {
    const id = idIn(names.channel, channel)
    if (!may(world, idIn(names.person, by), { channel: id, word: 'VIEW_CHANNEL' })) return undefined
    return JSON.stringify((said.get(id) ?? []).slice(-PAGE).toReversed())
  }

  /** Whether an answer is what the world as it is would give. */
  function fits(world: World, { step, status, body }: Open): boolean {
    if (step.kind === 'read') {
      const page = pageFor(world, step)
      if (page === undefined) return status === 403 || status === 404
      return status === 200 && JSON.stringify((body as { _id: string }[]).map(({ _id }) => _id)) === page
    }
    const list = channelsFor(world, names, step)
    if (list === undefined) return status === 403 || status === 404
    if (status !== 200) return false
    return inOrder((body as ListedChannel[]).map(({ _id, permissions }) => [_id, permissions.toSorted()])) === list
  }

  return {
    count,
    said: (channel, message) => {
      const messages = said.get(channel)
      if (messages === undefined) said.set(channel, [message])
      else messages.push(message)
    },
    check: (world, moment) => {
      for (const look of open) if (look.from <= moment && moment <= look.to && fits(world, look)) open.delete(look)
    },
    unexplained: () =>
      [...open].map(
        ({ step, status, from, to }) =>
          `${JSON.stringify(step)} was answered ${status}, which was true at no moment between ${from} and ${to}`,
      ),
  }
}
