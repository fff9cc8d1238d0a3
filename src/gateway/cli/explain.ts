import type { Explanation } from '#shared/simulator/explanation.ts'
import { describeStep } from './describe-step.ts'
import type { ControlClient } from './control-client.ts'
import { gatewayChoice, withGateway } from './find-gateway.ts'
import { asJson, outputChoice } from './output.ts'
import { readOptions } from './read-options.ts'
import type { OptionTable, Subcommand } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

const options = { ...outputChoice, ...gatewayChoice } as const satisfies OptionTable

/** The steps that led to it, as far as the journal still has them. */
async function chainOf(client: ControlClient, { chain }: Explanation): Promise<readonly string[]> {
  const lines: string[] = []
  for (const cursor of chain) {
    const { steps } = await client.call('GET /events', { query: { from: String(cursor), limit: '1' } })
    lines.push(...steps.filter((step) => step.cursor === cursor).map(describeStep))
  }
  return lines
}

function describe(
  { got, because, deliveries, permissions, mayView, user }: Explanation,
  chain: readonly string[],
): string {
  const outcomes = deliveries.map(
    ({ cursor, socket, outcome, fault }) =>
      `${String(cursor).padStart(6)} ${socket}: ${outcome}${fault === undefined ? '' : ` by ${fault}`}`,
  )
  const asked = permissions.map(({ by, permission, effect }) => `       ${by} ${effect} ${permission}`)
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [title, ...lines]
  return [
    `${got ? 'Yes' : 'No'}: ${because}`,
    ...section('How it went', chain),
    ...section('What became of it', outcomes),
    ...section(`Why ${user} ${mayView ? 'may' : 'may not'} see it now`, asked),
  ].join('\n')
}

async function run(argv: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(argv, options)
  const [user, message, ...rest] = positionals
  if (user === undefined || message === undefined || rest.length > 0) {
    throw new UsageError('explain takes a person and the id of a message')
  }
  const json = asJson(values.output)
  await withGateway(values.port, async (client) => {
    const found = await client.call('GET /explain', { query: { user, message } })
    process.stdout.write(`${json ? JSON.stringify(found) : describe(found, await chainOf(client, found))}\n`)
  })
}

export const explain: Subcommand = {
  usage: 'explain <user> <messageId> [options]',
  summary: 'why somebody got a message, or did not',
  about: `Tells the steps from the request to each of their sockets, and each permission that was asked with what decided.
People are named as in the scenario, by user name or by id; messages by id, as events shows it.`,
  options,
  examples: [['mew-gateway explain bob 6b0a097e2430000000000000', 'why did bob not get it?']],
  run,
}
