import { journalStep, type JournalStep } from '#shared/simulator/journal-step.ts'
import type { ControlClient } from './control-client.ts'
import { describeStep } from './describe-step.ts'
import { gatewayChoice, withGateway } from './find-gateway.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import type { OptionTable, Subcommand } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

const kinds = journalStep.def.options.map(({ def }) => [...def.shape.kind.def.values][0] ?? '')

const options = {
  follow: { type: 'boolean', short: 'f', help: 'go on with what happens, until Ctrl-C' },
  grep: { type: 'string', takes: 'TEXT', help: 'only steps this stands in, whatever its case' },
  kind: { type: 'string', takes: 'KIND', choices: kinds, help: 'only this kind' },
  user: { type: 'string', takes: 'NAME', help: 'only this person' },
  event: { type: 'string', takes: 'NAME', help: 'only packets of this event' },
  cause: { type: 'string', takes: 'CURSOR', help: 'only what began with this step' },
  from: { type: 'string', takes: 'CURSOR', help: 'from this step on' },
  output: { type: 'string', short: 'o', takes: 'FORM', choices: ['text', 'ndjson'], help: 'the form (text)' },
  ...gatewayChoice,
} as const satisfies OptionTable

type Values = ReturnType<typeof readOptions<typeof options>>['values']

function choiceOf(name: string, value: string | undefined, choices: readonly string[]): void {
  if (value === undefined || choices.includes(value)) return
  throw new UsageError(`--${name} is one of ${choices.join(', ')}`)
}

function queryOf({ kind, user, event, cause, grep }: Values): Record<string, string | undefined> {
  choiceOf('kind', kind, kinds)
  if (cause !== undefined) wholeNumber('--cause', cause, Number.MAX_SAFE_INTEGER)
  return { kind, user, event, cause, text: grep }
}

function sayForgotten(count: number): void {
  process.stderr.write(`${count} steps before these are forgotten\n`)
}

async function tellAll(client: ControlClient, query: Record<string, string | undefined>, tell: Tell): Promise<void> {
  let from = query['from'] ?? '0'
  for (;;) {
    const page = await client.call('GET /events', { query: { ...query, from } })
    if (page.forgotten > 0) sayForgotten(page.forgotten)
    for (const step of page.steps) tell(step)
    if (String(page.next) === from || page.steps.length === 0) return
    from = String(page.next)
  }
}

type Tell = (step: JournalStep) => void

async function* linesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const chunk of body ?? []) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (error) {
    // Cut off: the gateway is gone.
    if (!(error instanceof TypeError)) throw error
  }
}

/** Steps as server-sent events, and in between how many the journal has forgotten before they could be read. */
async function follow(client: ControlClient, query: Record<string, string | undefined>, tell: Tell): Promise<void> {
  const { body } = await client.open('GET /events/stream', { query })
  let event = ''
  for await (const line of linesOf(body)) {
    const [, field, text = ''] = /^(event|data): (.*)$/.exec(line) ?? []
    if (line === '') event = ''
    if (field === 'event') event = text
    if (field === 'data' && event === '') tell(journalStep.parse(JSON.parse(text)))
    if (field === 'data' && event === 'forgotten') sayForgotten(Number(text))
  }
}

async function run(argv: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(argv, options)
  if (positionals.length > 0) throw new UsageError('events takes no words: filter with --grep and the like')
  choiceOf('output', values.output, options.output.choices)
  if (values.from !== undefined) wholeNumber('--from', values.from, Number.MAX_SAFE_INTEGER)
  const query = { ...queryOf(values), from: values.from }
  const form = values.output === 'ndjson' ? JSON.stringify : describeStep
  // Whoever reads may have seen enough, by Ctrl-C or by going away.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0))
  process.stdout.once('error', () => process.exit(0))
  const tell: Tell = (step) => {
    process.stdout.write(`${form(step)}\n`)
  }
  await withGateway(values.port, (client) =>
    values.follow === true ? follow(client, query, tell) : tellAll(client, query, tell),
  )
}

export const events: Subcommand = {
  usage: 'events [-f] [options]',
  summary: 'what happened in a running gateway, step by step',
  about: `Each line is a step of the journal: its cursor, the gateway's time, the step it goes back to, and what it is. A
request, what it changed, what was sent because of it and what became of that on each socket all name the same
first step. Passwords and tokens stand there as token#1 and the like.`,
  options,
  examples: [
    ['mew-gateway events -f', 'see everything as it happens'],
    ['mew-gateway events --kind delivery --user alice', 'what was sent to alice, and what became of it'],
    ['mew-gateway events --cause 120', 'everything that began with step 120'],
    ['mew-gateway events -f -o ndjson | jq .event', 'for a program'],
  ],
  run,
}
