/** One call of a traced process. Calls of several threads overlap: it began and it ended somewhere in the log. */
interface SystemCall {
  readonly name: string
  readonly began: number
  ended: number
  /** The file or socket it was made on, as strace names it. */
  readonly target: string
  readonly text: string
}

const WHOLE = /^(\d+) +(\w+)\(\d+<(.*?)>/
const RESUMED = /^(\d+) +<\.\.\. (\w+) resumed>/
const UNFINISHED = '<unfinished ...>'

function begin(text: string, line: number): SystemCall | undefined {
  const [whole, , name = '', target = ''] = WHOLE.exec(text) ?? []
  if (whole === undefined) return undefined
  return { name, target, text, began: line, ended: text.endsWith(UNFINISHED) ? Number.POSITIVE_INFINITY : line }
}

/** Thread and name of a call: a thread makes one at a time. */
const keyOf = (text: string, pattern: RegExp): string => (pattern.exec(text) ?? []).slice(1, 3).join(' ')

/** Reads what `strace -f -y` wrote, in the order the calls began. */
export function readCalls(log: string): SystemCall[] {
  const calls: SystemCall[] = []
  const unfinished = new Map<string, SystemCall>()
  for (const [line, text] of log.split('\n').entries()) {
    const call = begin(text, line)
    if (call !== undefined) {
      calls.push(call)
      unfinished.set(keyOf(text, WHOLE), call)
    } else {
      const resumed = unfinished.get(keyOf(text, RESUMED))
      if (resumed !== undefined) resumed.ended = line
    }
  }
  return calls
}

const isSync = ({ name, target }: SystemCall): boolean =>
  ['fsync', 'fdatasync'].includes(name) && target.endsWith('gateway.sqlite-wal')
const isStoring = ({ name, target }: SystemCall): boolean =>
  name.startsWith('pwrite') && target.endsWith('gateway.sqlite-wal')
const isTelling = ({ name, target }: SystemCall): boolean =>
  ['write', 'writev', 'sendto', 'sendmsg'].includes(name) && /^(?:socket|TCP|TCPv6):/.test(target)

const ANSWER = 'HTTP/1.1 201 '

export interface Telling {
  readonly marker: string
  /** Whether an answer and an event with it left the process. */
  readonly answers: number
  readonly events: number
  readonly verdict: 'in order' | 'never stored' | 'never synced' | 'told before it was on disk'
}

/**
 * What became of a text that a client sent: it is on disk once the log was written and synced, and only what begins
 * after that may tell it.
 */
export function judgeTelling(calls: readonly SystemCall[], marker: string): Telling {
  const holding = calls.filter((call) => call.text.includes(marker))
  const told = holding.filter(isTelling)
  const stored = holding.find(isStoring)
  const synced = calls.find((call) => stored !== undefined && isSync(call) && call.began > stored.ended)
  const answers = told.filter((call) => call.text.includes(ANSWER)).length
  const verdict = (): Telling['verdict'] => {
    if (stored === undefined) return 'never stored'
    if (synced === undefined) return 'never synced'
    return told.every((call) => call.began > synced.ended) ? 'in order' : 'told before it was on disk'
  }
  return { marker, answers, events: told.length - answers, verdict: verdict() }
}
