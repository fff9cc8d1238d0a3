import { helpText } from './help.ts'
import { parseArguments, UsageError } from './parse-arguments.ts'
import { runStart } from './start.ts'
import { readVersion } from './read-version.ts'
import { findParentPort, runInUtilityProcess } from './utility-process.ts'
import { EXIT } from './exit-codes.ts'

/** The command line, and the entry of the desktop's gateway process: one program, two ways in. */
async function obey(): Promise<void> {
  const parent = findParentPort()
  if (parent !== undefined) {
    await runInUtilityProcess(parent)
    return
  }
  stayWithoutReaders()
  const command = parseArguments(process.argv.slice(2))
  if (command.name === 'help') process.stdout.write(helpText)
  if (command.name === 'version') process.stdout.write(`mew-gateway ${readVersion()}\n`)
  if (command.name === 'start') await runStart(command)
}

/** Whoever reads the output may go away, a test that has seen the ready line for one: a gateway serves on. */
function stayWithoutReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}

export async function runCommandLine(): Promise<void> {
  try {
    await obey()
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`mew-gateway: ${error.message}\nTry: mew-gateway --help\n`)
    process.exitCode = EXIT.usage
  }
}
