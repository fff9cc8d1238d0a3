import { elapsedMs, pathOf, type Of, type Rule, type Seen } from './rule.ts'

/** What was on its way when somebody heard that the channel was lost is nobody's fault. */
const GRACE_MS = 1_000

const sending = /\/channels\/(?<channel>[^/]+)\/messages$/

/** What tells somebody that they may see less than before. */
const telling: ReadonlySet<string> = new Set(['PERMISSIONS_UPDATE', 'SERVER_KICK', 'SERVER_DELETE', 'CHANNEL_DELETE'])

const arrives = ({ event, outcome }: Of<'delivery'>): boolean =>
  telling.has(event) && (outcome === 'delivered' || outcome === 'duplicated')

interface Loss {
  readonly user: string
  readonly since: Seen
  /** When they heard of it; a packet that was held up or lost on its way told nobody. */
  heard?: Seen
}

/** Somebody who goes on sending into a channel that was taken from them, and knows it. */
export const sendIntoLostChannel: Rule = ({ accuse, beginningOf }) => {
  const losses = new Map<string, Loss>()
  const lastHeard = new Map<string, Seen>()

  function look(user: string, channel: unknown, at: Seen): void {
    const loss = losses.get(`${user} ${String(channel)}`)
    if (loss === undefined || at.step.cursor < loss.since.step.cursor) return
    if (loss.heard === undefined || elapsedMs(loss.heard, at) < GRACE_MS) {
      // The refusal itself says it.
      loss.heard ??= at
      return
    }
    const text = `sent into a channel that was lost ${Math.round(elapsedMs(loss.since, at) / 1000)} s before`
    accuse({ rule: 'send-into-lost-channel', user, text, steps: [loss.since, at] })
  }

  return {
    join: ({ user, room }) => {
      losses.delete(`${user} ${room}`)
    },
    // Whoever goes leaves all rooms; these are lost, to whom a request of somebody's put out of them.
    leave: ({ user, room, cause }, seen) => {
      if (beginningOf(seen).step.kind !== 'request') return
      const last = lastHeard.get(user)
      losses.set(`${user} ${room}`, {
        user,
        since: seen,
        ...(last !== undefined && last.step.cause === cause ? { heard: last } : {}),
      })
    },
    delivery: (step, seen) => {
      if (!arrives(step)) return
      lastHeard.set(step.user, seen)
      for (const loss of losses.values()) if (loss.user === step.user) loss.heard ??= seen
    },
    receive: ({ user, event, payload }, seen) => {
      const { channelId } = (payload ?? {}) as { readonly channelId?: unknown }
      if (event === 'message/create') look(user, channelId, seen)
    },
    answer: ({ user, method, path, status }, seen) => {
      if (user === undefined || method !== 'POST' || ![403, 404].includes(status)) return
      look(user, sending.exec(pathOf(path))?.groups?.['channel'], beginningOf(seen))
    },
  }
}
