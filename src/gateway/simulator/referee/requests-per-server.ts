import { elapsedMs, pathOf, type Rule, type Seen } from './rule.ts'

/** So many servers asked for one by one, without anybody who goes through them, are a loop over all of them. */
const SERVERS = 5
/** Nobody has seen a list and clicked through it so soon after they came. */
const ARRIVING_MS = 1_000
/** Between two clicks a person needs longer than this; a program asks on at once, or when it has its answer. */
const PAUSE_MS = 150
/** A loop over more servers than this was found before its end. */
const REMEMBERED = 20

const ofServer = /^\/api\/servers\/(?<server>[^/]+)(?<rest>\/.*)?$/

interface Asked {
  readonly server: string
  readonly begun: Seen
  readonly answered: Seen
}

/** Whether a question came so soon after another, or after its answer, that no person was in between. */
function followsAtOnce(before: Asked, { begun }: Asked): boolean {
  if (elapsedMs(before.begun, begun) < PAUSE_MS) return true
  const isAnswered = before.answered.step.cursor < begun.step.cursor
  return isAnswered && elapsedMs(before.answered, begun) < PAUSE_MS
}

/** The longest piece of what was asked in which nobody paused. */
function longestBurst(asked: readonly Asked[]): readonly Asked[] {
  let longest: readonly Asked[] = []
  let burst: readonly Asked[] = []
  for (const each of asked) {
    const last = burst.at(-1)
    burst = last !== undefined && followsAtOnce(last, each) ? [...burst, each] : [each]
    if (burst.length > longest.length) longest = burst
  }
  return longest
}

const serversIn = (asked: readonly Asked[]): number => new Set(asked.map(({ server }) => server)).size

/** Somebody who asks the same of each of their servers: with a hundred of them it is a hundred requests. */
export const requestsPerServer: Rule = ({ accuse, beginningOf }) => {
  const known = new Map<string, readonly Asked[]>()
  const arrivals = new Map<string, Seen>()

  function whileArriving(user: string, asked: readonly Asked[]): readonly Asked[] {
    const arrival = arrivals.get(user)
    if (arrival === undefined) return []
    const since = asked.filter(({ begun }) => begun.step.cursor > arrival.step.cursor)
    return since.filter(({ begun }) => elapsedMs(arrival, begun) <= ARRIVING_MS)
  }

  return {
    connect: ({ user, refused }, seen) => {
      if (refused === undefined) arrivals.set(user, seen)
    },
    answer: ({ user, method, path }, answered) => {
      const { server, rest = '' } = ofServer.exec(pathOf(path))?.groups ?? {}
      if (user === undefined || method !== 'GET' || server === undefined) return
      const key = `${user} ${rest}`
      // Answers may come in another order than what was asked.
      const asked = [...(known.get(key) ?? []), { server, begun: beginningOf(answered), answered }]
        .toSorted((one, other) => one.begun.step.cursor - other.begun.step.cursor)
        .slice(-REMEMBERED)
      known.set(key, asked)
      const loop = [whileArriving(user, asked), longestBurst(asked)].find((each) => serversIn(each) >= SERVERS)
      if (loop === undefined) return
      const text = `asked GET /api/servers/*${rest} of ${serversIn(loop)} servers, one by one`
      accuse({ rule: 'requests-per-server', user, text, steps: loop.map(({ answered: step }) => step) })
      known.delete(key)
    },
  }
}
