import { elapsedMs, pathOf, type Rule, type Seen } from './rule.ts'

/** What was on its way when the channel was lost is nobody's fault. */
const GRACE_MS = 1_000

const sending = /\/channels\/(?<channel>[^/]+)\/messages$/

/** Somebody who goes on sending into a channel that was taken from them. */
export const sendIntoLostChannel: Rule = ({ accuse, beginningOf }) => {
  const lost = new Map<string, Seen>()

  function look(user: string, channel: unknown, at: Seen): void {
    const since = lost.get(`${user} ${String(channel)}`)
    if (since === undefined || at.step.cursor < since.step.cursor || elapsedMs(since, at) < GRACE_MS) return
    const text = `sent into a channel that was lost ${Math.round(elapsedMs(since, at) / 1000)} s before`
    accuse({ rule: 'send-into-lost-channel', user, text, steps: [since, at] })
  }

  return {
    join: ({ user, room }) => {
      lost.delete(`${user} ${room}`)
    },
    // Whoever goes leaves all rooms; these are lost, to whom a request of somebody's put out of them.
    leave: ({ user, room }, seen) => {
      if (beginningOf(seen).step.kind === 'request') lost.set(`${user} ${room}`, seen)
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
