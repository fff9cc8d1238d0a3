interface Entry {
  readonly level?: number
  readonly time?: number
  readonly msg?: string
  readonly err?: { readonly message?: string; readonly stack?: string }
  readonly [detail: string]: unknown
}

const names: Readonly<Record<number, string>> = { 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' }

/** A line of the log as a sentence: when, how bad, what; then what it is about, and where an error came from. */
export function asText(line: string): string {
  const { level = 30, time = 0, msg = '', err, pid: _pid, hostname: _hostname, ...details } = JSON.parse(line) as Entry
  const at = new Date(time).toISOString().slice(11, 19)
  const about = Object.entries(details).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
  const because = err === undefined ? '' : `\n  ${(err.stack ?? err.message ?? '').replaceAll('\n', '\n  ')}`
  return `${at} ${names[level] ?? level} ${msg}${about.join('')}${because}\n`
}
