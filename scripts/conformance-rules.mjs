// Which areas of the black-box suite our gateway has, and which of their rules wait for what it does not have yet.

export const areas = [
  'handshake',
  'connect',
  'rooms',
  'events',
  'upstream',
  'dm',
  'auth',
  'users',
  'transport',
  'servers',
  'roles',
  'members',
  'invites',
  'channels',
  'permissions',
  'readstate',
  'messages',
  'reactions',
  'audio',
  'search',
  'stickers',
  'webhooks',
  'uploads',
  'infra',
  'bots',
  'botinvites',
]

/** By id, what a rule waits for. A rule that passes must go from here: the list stays as short as it can be. */
const waiting = new Map()

const idOf = (title) => /^\[([^\]]+)\]/.exec(title)?.[1] ?? title

/**
 * What the suite's report says, with the rules that wait taken out: `{ passed, failures, waits, done, skipped }`.
 * `done` are those that stand in the list and pass, `skipped` those the suite itself would not run, with its reason.
 */
export function judgeReport({ results, broken }, waits = waiting) {
  const of = (outcome) => results.filter((result) => result.outcome === outcome)
  const isWaiting = ({ title }) => waits.has(idOf(title))
  const inWords = ({ title, reason }) => `${title}: ${reason}`
  return {
    passed: of('passed').length,
    failures: [
      ...of('failed')
        .filter((result) => !isWaiting(result))
        .map(inWords),
      ...broken,
    ],
    waits: of('failed')
      .filter(isWaiting)
      .map(({ title }) => `${idOf(title)} waits for ${waits.get(idOf(title))}`),
    done: of('passed')
      .filter(isWaiting)
      .map(({ title }) => `${idOf(title)} passes: it waits no longer`),
    skipped: of('skipped').map(({ title, reason }) => `${idOf(title)}: ${reason}`),
  }
}
