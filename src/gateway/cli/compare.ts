import { ALL_QUIRKS } from '#shared/simulator/quirk-names.ts'
import { scenarioNames } from '#shared/simulator/scenario-names.ts'
import { durationMs } from '#shared/simulator/duration.ts'
import { readAccounts } from '../simulator/compare/accounts.ts'
import { CompareError } from '../simulator/compare/compare-error.ts'
import { compareScenario, type Comparison } from '../simulator/compare/compare-scenario.ts'
import { ScenarioError } from '../simulator/scenarios.ts'
import { describeComparison } from './describe-comparison.ts'
import { EXIT } from './exit-codes.ts'
import { quirksOf } from './gateway-settings.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import type { OptionTable, Subcommand } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

const options = {
  with: { type: 'string', takes: 'URL', help: 'the other gateway: the address its clients use, without a path' },
  users: {
    type: 'string',
    takes: 'FILE',
    variable: 'MEW_COMPARE_USERS',
    help: 'accounts of people who cannot sign up there, as in "alice: { email: a@example.org, password: … }"',
  },
  history: { type: 'string', takes: 'N', help: 'how many messages of the past are said again (50)' },
  settle: { type: 'string', takes: 'SPAN', help: 'how long an event that ours sends is waited for (5s)' },
  seed: { type: 'string', takes: 'N', help: 'what is left to chance in the scenario: one number, one way (1)' },
  quirks: { type: 'string', takes: 'NAME,…', help: 'which quirks are known, and fail nothing (all of them)' },
  all: { type: 'boolean', help: 'tell every difference, not the first that is none of the quirks' },
  json: { type: 'boolean', help: 'for programs: all of it, as one line of JSON' },
} as const satisfies OptionTable

const MOST_HISTORY = 10_000
const LARGEST_SEED = 2 ** 31 - 1

/** @throws UsageError */
function addressOf(text: string | undefined): string {
  if (text === undefined) throw new UsageError('compare needs another gateway: --with https://chat.example.org')
  const url = URL.parse(text)
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/' || url.search !== '') {
    throw new UsageError(`--with takes an address such as https://chat.example.org, not "${text}"`)
  }
  return url.origin
}

/** @throws UsageError */
function spanOf(text: string): number {
  const ms = durationMs(text)
  if (Number.isFinite(ms)) return ms
  throw new UsageError(`--settle takes a span of time such as 5s, not "${text}"`)
}

/** @throws UsageError */
function scenarioOf(positionals: readonly string[]): string {
  const [scenario, ...rest] = positionals
  if (scenario !== undefined && rest.length === 0) return scenario
  throw new UsageError('compare takes one scenario, as in: mew-gateway compare two-friends --with URL')
}

/** Ctrl-C stops it, once what was made is deleted. */
function stopOnSignal(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      controller.abort(new CompareError('stopped; the servers that were made are deleted'))
    })
  }
  return controller.signal
}

async function orFailure<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof CompareError || error instanceof ScenarioError)) throw error
    process.stderr.write(`mew-gateway: ${error.message}\n`)
    process.exitCode = error instanceof ScenarioError ? EXIT.scenario : EXIT.failure
    return undefined
  }
}

function tell(comparison: Comparison, { json, all, url }: { json: boolean; all: boolean; url: string }): void {
  const text = json ? JSON.stringify(comparison) : describeComparison(comparison, { all, url })
  process.stdout.write(`${text}\n`)
  if (comparison.differences.some(({ known }) => known === undefined)) process.exitCode = EXIT.failure
}

async function run(argv: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(argv, options)
  const scenario = scenarioOf(positionals)
  const url = addressOf(values.with)
  const settleMs = spanOf(values.settle ?? '5s')
  const history = wholeNumber('--history', values.history ?? '50', MOST_HISTORY)
  const seed = wholeNumber('--seed', values.seed ?? '1', LARGEST_SEED)
  const quirks = quirksOf(values.quirks ?? ALL_QUIRKS)
  const users = values.users ?? process.env[options.users.variable]
  const comparison = await orFailure(async () =>
    compareScenario({
      scenario,
      seed,
      url,
      settleMs,
      history,
      quirks,
      accounts: users === undefined ? undefined : await readAccounts(users),
      signal: stopOnSignal(),
      onFound: (count) => {
        process.stderr.write(`${count} differences; looking which are quirks that are known\n`)
      },
    }),
  )
  if (comparison !== undefined) tell(comparison, { json: values.json === true, all: values.all === true, url })
}

export const compare: Subcommand = {
  usage: 'compare <scenario> --with URL [options]',
  summary: 'the same scenario at another gateway and at ours, and what is not the same',
  about: `Both are told the same by requests and sockets: people sign up, connect, make the scenario's servers and say its
past again; its timeline is played without the time between; everybody looks at everything; and it is asked what
gateways are known to answer differently. Compared are each status, type and body of an answer, and each event that
each socket heard, with ids, times and tokens put aside. Fields and events of extensions do not count.

Differences that a quirk makes as well are known: they are named and fail nothing (mew-gateway quirks). The first other
one is told with its step and path, and ends with 1.

This writes to the other gateway. People and servers are called mewcompare-… there; the servers are deleted in the end,
accounts and direct messages stay. Nothing else is changed. What bots and webhooks said, files and stickers are left
out, and that is said.`,
  words: scenarioNames.filter((name) => name !== 'empty'),
  options,
  examples: [
    ['mew-gateway compare two-friends --with https://chat.example.org', 'the first difference'],
    ['mew-gateway compare permissions --with http://localhost:3000 --all', 'every difference'],
    ['mew-gateway compare ./mine.yaml --with http://localhost:3000 --json', 'for a program'],
  ],
  run,
}
