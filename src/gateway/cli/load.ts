import { bringCrowd, CrowdError, type Crowd } from '../simulator/load/crowd.ts'
import { runLoad, type LoadReport, type Spread } from '../simulator/load/run-load.ts'
import { EXIT } from './exit-codes.ts'
import { findUrl, gatewayChoice } from './find-gateway.ts'
import { asJson, outputChoice } from './output.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import type { OptionTable, Subcommand } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

const options = {
  actors: { type: 'string', takes: 'N', help: 'how many people (20)' },
  rate: { type: 'string', takes: 'R/s', help: 'how many messages a second, of all together (10/s)' },
  seconds: { type: 'string', takes: 'N', help: 'for how long (10)' },
  url: { type: 'string', takes: 'URL', help: 'a gateway anywhere, by the address for scripts' },
  ...outputChoice,
  ...gatewayChoice,
} as const satisfies OptionTable

const MAX_ACTORS = 5_000
const MAX_SECONDS = 86_400

function rateOf(text: string): number {
  const rate = Number(/^(\d+(?:\.\d+)?)(?:\/s)?$/.exec(text)?.[1])
  if (rate > 0 && rate <= 10_000) return rate
  throw new UsageError(`--rate takes messages a second, as in 20/s, not "${text}"`)
}

function countOf(name: string, text: string, max: number): number {
  const count = wholeNumber(name, text, max)
  if (count === 0) throw new UsageError(`${name} takes at least 1`)
  return count
}

const ms = (value: number | undefined): string => (value === undefined ? '–' : `${value.toFixed(1)} ms`)
const spread = ({ median, p95, p99, max }: Spread): string =>
  `median ${ms(median)}, 95 % ${ms(p95)}, 99 % ${ms(p99)}, longest ${ms(max)}`

function describe(report: LoadReport): string {
  const { actors, seconds, sent, refused, expected, delivered } = report
  const missing = expected - delivered
  return `${sent} messages by ${actors} people in ${seconds.toFixed(1)} s (${(sent / Math.max(seconds, 0.001)).toFixed(1)}/s), ${refused} refused
answers     ${spread(report.answerMs)}
deliveries  ${spread(report.deliveryMs)}
            ${delivered} of ${expected} arrived${missing === 0 ? '' : `, ${missing} did not`}
`
}

/** Ctrl-C ends the talking, not the telling of what was measured. */
function stopOnSignal(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort())
  return controller.signal
}

async function bring(url: string, actors: number): Promise<Crowd | undefined> {
  try {
    return await bringCrowd(url, actors)
  } catch (error) {
    const isOurs = error instanceof CrowdError || (error instanceof TypeError && error.message === 'fetch failed')
    if (!isOurs) throw error
    const reason = error instanceof CrowdError ? error.message : `nothing answers at ${url}`
    process.stderr.write(`mew-gateway: ${reason}\n`)
    process.exitCode = EXIT.failure
    return undefined
  }
}

async function run(argv: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(argv, options)
  if (positionals.length > 0) throw new UsageError('load takes options alone')
  const actors = countOf('--actors', values.actors ?? '20', MAX_ACTORS)
  const perSecond = rateOf(values.rate ?? '10/s')
  const seconds = countOf('--seconds', values.seconds ?? '10', MAX_SECONDS)
  const json = asJson(values.output)
  const url = values.url?.replace(/\/+$/, '') ?? (await findUrl(values.port))
  if (url === undefined) return
  const crowd = await bring(url, actors)
  if (crowd === undefined) return
  process.stderr.write(`${actors} people talk at ${url}; the invite ${crowd.inviteCode} lets you in to them\n`)
  const report = await runLoad(crowd, { perSecond, seconds, signal: stopOnSignal() })
  crowd.leave()
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : describe(report))
}

export const load: Subcommand = {
  usage: 'load [--actors N] [--rate R/s] [options]',
  summary: 'simulated people who talk, and how fast they are heard',
  about: `They sign up, make a server of their own, come in and connect, each with a socket, all by the protocol; so it works with
any gateway that lets people sign up. Told in the end: how long answers took, how long each message took to each
socket, and whether all arrived. Their accounts stay: do not do it to a gateway you want to keep.`,
  options,
  examples: [
    ['mew-gateway load --actors 200 --rate 20/s', 'two hundred people in one channel'],
    ['mew-gateway exec --port 0 -- mew-gateway load -o json', 'a measurement by itself'],
  ],
  run,
}
