import { commands } from './commands.ts'
import { EXIT } from './exit-codes.ts'
import { readVersion } from './read-version.ts'
import { suggest } from './nearest.ts'
import { UsageError } from './usage-error.ts'
import { findParentPort, runInUtilityProcess } from './utility-process.ts'

/** The command line, and the entry of the desktop's gateway process: one program, two ways in. */
async function obey(argv: readonly string[]): Promise<void> {
  const parent = findParentPort()
  if (parent !== undefined) {
    await runInUtilityProcess(parent)
    return
  }
  stayWithoutReaders()
  const { name, rest } = chooseCommand(argv)
  if (name === 'version') {
    process.stdout.write(`mew-gateway ${readVersion()}\n`)
    return
  }
  const load = commands.get(name)
  if (load === undefined) {
    throw new UsageError(`there is no command "${name}"${suggest(name, [...commands.keys()])}`)
  }
  await (await load()).run(rest, commands)
}

interface Chosen {
  readonly name: string
  readonly rest: readonly string[]
}

/** Options may stand before the name as well. */
function placeOfName(own: readonly string[]): number {
  return own[0]?.startsWith('-') === true ? own.findIndex((word) => commands.has(word)) : 0
}

/** What is asked for; asking for help or the version wins over the rest. */
export function chooseCommand(argv: readonly string[]): Chosen {
  const end = argv.indexOf('--')
  const own = end === -1 ? argv : argv.slice(0, end)
  const at = placeOfName(own)
  const name = own[at]
  const asksFor = (...flags: readonly string[]): boolean => own.some((word) => flags.includes(word))
  if (own.length === 0 || asksFor('--help', '-h')) return { name: 'help', rest: name === undefined ? [] : [name] }
  if (asksFor('--version')) return { name: 'version', rest: [] }
  if (name !== undefined) return { name, rest: argv.toSpliced(at, 1) }
  throw new UsageError(`${own[0]} needs a command, as in: mew-gateway start ${own.join(' ')}`)
}

/** Whoever reads the output may go away, a test that has seen the ready line for one: a gateway serves on. */
function stayWithoutReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}

export async function runCommandLine(): Promise<void> {
  const argv = process.argv.slice(2)
  try {
    await obey(argv)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const [name = ''] = argv
    const help = commands.has(name) && name !== 'help' ? `help ${name}` : '--help'
    process.stderr.write(`mew-gateway: ${error.message}\nTry: mew-gateway ${help}\n`)
    process.exitCode = EXIT.usage
  }
}
