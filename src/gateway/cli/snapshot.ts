import type * as z from 'zod/mini'
import type { snapshotState } from '#shared/simulator/control.ts'
import { snapshotName } from '#shared/simulator/snapshot-name.ts'
import type { ControlClient } from './control-client.ts'
import { gatewayChoice, withGateway } from './find-gateway.ts'
import { suggest } from './nearest.ts'
import { asJson, outputChoice } from './output.ts'
import { readOptions } from './read-options.ts'
import type { OptionTable, Subcommand } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

const options = { ...outputChoice, ...gatewayChoice } as const satisfies OptionTable

type Snapshot = z.infer<typeof snapshotState>

/** What is told, for people and for programs. */
interface Told {
  readonly words: string
  readonly json: unknown
}

const wholeSecond = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

const describe = ({ name, scenario, seed, at, savedAt, bytes }: Snapshot): string =>
  `${name}  ${scenario} of seed ${seed} at ${wholeSecond(at)}, saved ${wholeSecond(savedAt)}, ${Math.ceil(bytes / 1024)} kB`

const list = async (client: ControlClient): Promise<Told> => {
  const snapshots = await client.call('GET /snapshots')
  return { words: snapshots.map(describe).join('\n'), json: snapshots }
}

type Act = (client: ControlClient, name: string) => Promise<Told>

const actions: Readonly<Record<string, Act>> = {
  save: async (client, name) => {
    const saved = await client.call('POST /snapshots', { body: { name } })
    return { words: describe(saved), json: saved }
  },
  load: async (client, name) => {
    const state = await client.call('POST /snapshots/:snapshot/restore', { params: { snapshot: name } })
    const { url, scenario, seed, people } = state
    const words = `${url} goes on where ${name} ends: ${scenario} of seed ${seed}, with ${people.length} people`
    return { words, json: state }
  },
  remove: async (client, name) => {
    await client.call('DELETE /snapshots/:snapshot', { params: { snapshot: name } })
    return { words: '', json: { removed: name } }
  },
}

const names = [...Object.keys(actions), 'list']

/** @throws UsageError */
function nameOf(action: string, name: string | undefined): string {
  if (name === undefined) throw new UsageError(`snapshot ${action} takes the name of a snapshot`)
  if (snapshotName.safeParse(name).success) return name
  throw new UsageError(`"${name}" is no name for a snapshot: small letters, digits and dashes are, at most 64`)
}

/** @throws UsageError */
function askFor([action = '', ...words]: readonly string[]): (client: ControlClient) => Promise<Told> {
  if (!names.includes(action)) {
    throw new UsageError(`snapshot takes one of ${names.join(', ')}${suggest(action, names)}`)
  }
  const act = actions[action]
  if (words.length > (act === undefined ? 0 : 1)) throw new UsageError(`snapshot ${action} takes no more`)
  if (act === undefined) return list
  const name = nameOf(action, words[0])
  return (client) => act(client, name)
}

async function run(argv: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(argv, options)
  const ask = askFor(positionals)
  const isJson = asJson(values.output)
  await withGateway(values.port, async (client) => {
    const { words, json } = await ask(client)
    const text = isJson ? JSON.stringify(json) : words
    if (text !== '') process.stdout.write(`${text}\n`)
  })
}

export const snapshot: Subcommand = {
  usage: 'snapshot save|load|list|remove [NAME] [options]',
  summary: 'a running gateway as it is now, kept to go on from',
  about: `Kept is all that is stored, its files, the time, the faults that stand and what chance has come to; load goes on there,
at the same address, in this gateway or in a later one. Clients are disconnected and come again by themselves. What a
timeline of a scenario had still to do does not happen any more. Where a gateway keeps its data (--data), save works
and load is refused.

Snapshots lie in a directory of this account, or in the one that --snapshots of start and exec names; tests take the
same files: sim.loadSnapshot(directory, name).`,
  words: names,
  options,
  examples: [
    ['mew-gateway snapshot save before', 'keep what is there'],
    ['mew-gateway snapshot load before', 'back to it'],
    ['mew-gateway snapshot list -o json', 'those there are, for a program'],
  ],
  run,
}
