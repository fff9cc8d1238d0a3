import { INSPECTOR_BASE } from '#shared/simulator/control-paths.ts'
import { ControlFailure, type ControlClient } from './control-client.ts'
import { gatewayChoice, withGateway } from './find-gateway.ts'
import { openAddress } from './open-address.ts'
import { readOptions } from './read-options.ts'
import type { OptionTable, Subcommand } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

const options = {
  'no-open': { type: 'boolean', help: 'only print the address' },
  json: { type: 'boolean', help: 'for programs: url, code, and whether a browser was opened' },
  ...gatewayChoice,
} as const satisfies OptionTable

/** An address that shows nothing is not worth a code. */
async function demandPage(client: ControlClient): Promise<void> {
  const page = await client.fetch(INSPECTOR_BASE)
  await page.body?.cancel()
  if (!page.ok) throw new ControlFailure('this gateway came without the inspector: npm run build builds it')
}

async function run(argv: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(argv, options)
  if (positionals.length > 0) throw new UsageError('inspector takes options alone')
  await withGateway(values.port, async (client) => {
    await demandPage(client)
    const { url, code } = await client.call('POST /codes')
    const opened = values['no-open'] !== true && (await openAddress(url))
    process.stdout.write(`${values.json === true ? JSON.stringify({ url, code, opened }) : url}\n`)
  })
}

export const inspector: Subcommand = {
  usage: 'inspector [--no-open] [options]',
  summary: 'a running gateway to look at and to meddle with, in a browser',
  about: `Prints an address and opens it, where there is a screen: what happens, step by step; who is connected and in which
rooms; faults, the clock, snapshots. The address has a code in it that is good once, within a minute: run the command
again for another window.`,
  options,
  examples: [
    ['mew-gateway inspector', 'look at the gateway that runs'],
    ['mew-gateway inspector --no-open', 'only the address, for a browser of your choice'],
  ],
  run,
}
