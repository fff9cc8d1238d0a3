import { writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ScenarioFile } from '#shared/simulator/scenario-file.ts'
import type { ControlClient } from './control-client.ts'
import { EXIT } from './exit-codes.ts'
import { gatewayChoice, withGateway } from './find-gateway.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import type { OptionTable, Subcommand } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

const options = {
  out: {
    type: 'string',
    short: 'o',
    takes: 'FILE',
    help: 'where to; JSON where it ends so, else YAML (standard output)',
  },
  from: { type: 'string', takes: 'CURSOR', help: 'from this step of the journal on, or from `now` (the beginning)' },
  follow: { type: 'boolean', short: 'f', help: 'go on until Ctrl-C, and write then' },
  texts: {
    type: 'string',
    takes: 'HOW',
    choices: ['keep', 'blank'],
    help: 'what people wrote, or nothing of it (keep)',
  },
  ...gatewayChoice,
} as const satisfies OptionTable

type Values = ReturnType<typeof readOptions<typeof options>>['values']

const NOW = 'now'
const LOOK_AGAIN_MS = 1000

interface Wish {
  readonly from: string | undefined
  readonly texts: string | undefined
}

/** @throws UsageError */
function wishOf({ from, texts }: Values): Wish {
  if (from !== undefined && from !== NOW) wholeNumber('--from', from, Number.MAX_SAFE_INTEGER)
  if (texts !== undefined && texts !== 'keep' && texts !== 'blank')
    throw new UsageError('--texts is one of keep, blank')
  return { from, texts }
}

/** Asked for as it begins, the world is known as it was then. */
async function beginNow(client: ControlClient): Promise<string> {
  const { steps } = await client.call('GET /state')
  await client.call('GET /recording', { query: { from: String(steps) } })
  return String(steps)
}

/** @throws ControlFailure where the gateway is gone before */
async function untilSignal(client: ControlClient): Promise<void> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  process.stderr.write('Recording: Ctrl-C ends it\n')
  while (!stop.signal.aborted) {
    await sleep(LOOK_AGAIN_MS, undefined, { signal: stop.signal }).catch(() => undefined)
    await client.call('GET /clock')
  }
}

async function write(recording: ScenarioFile, file: string | undefined): Promise<void> {
  const isJson = file?.endsWith('.json') === true
  const { writeScenario } = await import('../simulator/scenario/write-scenario.ts')
  const text = isJson ? `${JSON.stringify(recording, null, 2)}\n` : writeScenario(recording)
  for (const note of recording.notes ?? []) process.stderr.write(`${note}\n`)
  if (file === undefined) process.stdout.write(text)
  else await writeFile(file, text)
}

async function tryToWrite(recording: ScenarioFile, file: string | undefined): Promise<void> {
  try {
    await write(recording, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    process.stderr.write(`mew-gateway: ${file ?? 'standard output'} cannot be written: ${error.message}\n`)
    process.exitCode = EXIT.failure
  }
}

async function run(argv: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(argv, options)
  if (positionals.length > 0) throw new UsageError('record takes options alone: -o names the file')
  const { from, texts } = wishOf(values)
  await withGateway(values.port, async (client) => {
    const begun = from === NOW ? await beginNow(client) : from
    if (values.follow === true) await untilSignal(client)
    await tryToWrite(await client.call('GET /recording', { query: { from: begun, texts } }), values.out)
  })
}

export const record: Subcommand = {
  usage: 'record [-f] [-o FILE] [options]',
  summary: 'what happened in a running gateway, as a scenario',
  about: `Its world is what was there, its timeline what people did in it: messages and what became of them, servers, channels,
roles, members, and that they came, went or lost their connection. mew-gateway replay lets it happen again.

No passwords, tokens or addresses that open anything get into it. What it cannot carry is told on standard error, and
stands in its notes. With --texts blank nothing that anybody wrote can be read in it, and people have no names.`,
  options,
  examples: [
    ['mew-gateway record -o what-happened.yaml', 'everything since the gateway started'],
    ['mew-gateway record -f --from now -o bug.yaml', 'what you do until Ctrl-C'],
    ['mew-gateway record --texts blank -o to-share.yaml', 'to show somebody what goes wrong, and nothing else'],
  ],
  run,
}
