import { duration, durationMs } from '#shared/simulator/duration.ts'
import type { ControlClient } from './control-client.ts'
import { gatewayChoice, withGateway } from './find-gateway.ts'
import { suggest } from './nearest.ts'
import { asJson, outputChoice } from './output.ts'
import { readOptions } from './read-options.ts'
import type { OptionTable, Subcommand } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

const actions = ['now', 'pause', 'advance', 'resume'] as const
const options = { ...outputChoice, ...gatewayChoice } as const satisfies OptionTable

type ClockState = Awaited<ReturnType<typeof askNow>>
const askNow = (client: ControlClient) => client.call('GET /clock')

type Ask = (client: ControlClient) => Promise<ClockState>

function advanceBy(text: string | undefined): Ask {
  const span = duration.safeParse(text)
  if (!span.success) throw new UsageError('clock advance takes a time, as in 250ms, 15s, 5m, 2h or 1d')
  const ms = durationMs(span.data)
  return (client) => client.call('POST /clock', { body: { action: 'advance', ms } })
}

function askFor([action = '', by, ...rest]: readonly string[]): Ask {
  if (!actions.some((known) => known === action)) {
    throw new UsageError(`clock takes one of ${actions.join(', ')}${suggest(action, actions)}`)
  }
  if (rest.length > 0 || (by !== undefined && action !== 'advance')) {
    throw new UsageError(`clock ${action} takes no more`)
  }
  if (action === 'advance') return advanceBy(by)
  if (action === 'pause' || action === 'resume') return (client) => client.call('POST /clock', { body: { action } })
  return askNow
}

async function run(argv: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(argv, options)
  const ask = askFor(positionals)
  const json = asJson(values.output)
  await withGateway(values.port, async (client) => {
    const state = await ask(client)
    const words = `${new Date(state.now).toISOString()}, ${state.running ? 'running' : 'standing still'}`
    process.stdout.write(`${json ? JSON.stringify(state) : words}\n`)
  })
}

export const clock: Subcommand = {
  usage: 'clock now|pause|advance TIME|resume [options]',
  summary: 'the time of a running gateway: read, stopped, moved',
  about: `Moving it ahead runs whatever becomes due, in its order. Connections stay: heartbeats run on real time. It cannot be
moved back.`,
  words: actions,
  options,
  examples: [
    ['mew-gateway clock advance 2h', 'two hours later'],
    ['mew-gateway clock pause', 'no time passes until it is resumed'],
  ],
  run,
}
