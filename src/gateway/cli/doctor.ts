import net from 'node:net'
import { LOOPBACK } from '../loopback.ts'
import { EXIT } from './exit-codes.ts'
import { findWebRoot } from '../find-web-root.ts'
import { portOwner } from './port-owner.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { readVersion } from './read-version.ts'
import { runtimeDirectory } from './runtime-directory.ts'
import { findRecords, type FoundRecords, type RuntimeRecord } from './runtime-records.ts'
import type { OptionTable, Subcommand } from './subcommand.ts'

const options = {
  port: { type: 'string', takes: 'N', help: 'the port to look at (3000)' },
  json: { type: 'boolean', help: 'as one line of JSON, without tokens' },
} as const satisfies OptionTable

interface Finding {
  readonly isFine: boolean
  readonly says: string
}

const fine = (says: string): Finding => ({ isFine: true, says })
const wrong = (says: string): Finding => ({ isFine: false, says })

function isFree(port: number): Promise<boolean> {
  const door = net.createServer()
  return new Promise((resolve) => {
    door.once('error', () => {
      resolve(false)
    })
    door.listen({ host: LOOPBACK, port }, () => {
      door.close(() => {
        resolve(true)
      })
    })
  })
}

async function lookAtPort(port: number, { alive }: FoundRecords): Promise<Finding> {
  if (await isFree(port)) return fine(`Port ${port} is free`)
  const own = alive.find((record) => record.port === port)
  if (own !== undefined) return fine(`Port ${port} is that of the gateway of process ${own.pid}`)
  const owner = portOwner(port)
  const by = owner === undefined ? '' : ` by ${owner}`
  return wrong(`Port ${port} is taken${by}: stop it, or start a gateway with --port (0 is any free one)`)
}

function describe({ pid, url, version, control }: RuntimeRecord): string {
  return `A gateway ${version} runs at ${url}, process ${pid}${control === undefined ? '' : `, control API at ${control.url}`}`
}

function lookAtRecords(directory: string | undefined, { alive, stale, silent }: FoundRecords): readonly Finding[] {
  const place =
    directory === undefined
      ? wrong('There is no runtime directory that only this account can look into: commands will find no gateway')
      : fine(`Records of running gateways are in ${directory}`)
  return [
    place,
    ...(alive.length === 0 ? [fine('No gateway runs')] : alive.map((record) => fine(describe(record)))),
    ...stale.map((name) => fine(`${name} was left behind by a process that is gone: taken away`)),
    ...silent.map((name) => wrong(`${name}: its process runs, but does not answer as a gateway`)),
  ]
}

function lookAtVersions(): readonly Finding[] {
  const app =
    findWebRoot() === undefined
      ? wrong('The app is not built (npm run build): a gateway serves the protocol alone')
      : fine('The app is built')
  return [fine(`mew-gateway ${readVersion()}, Node ${process.versions.node}, SQLite ${process.versions.sqlite}`), app]
}

async function run(argv: readonly string[]): Promise<void> {
  const { values } = readOptions(argv, options)
  const port = wholeNumber('--port', values.port ?? '3000', 65_535)
  const directory = runtimeDirectory()
  const found = await findRecords(directory)
  const findings = [...lookAtVersions(), await lookAtPort(port, found), ...lookAtRecords(directory, found)]
  const lines = values.json === true ? [JSON.stringify(findings)] : findings.map(sentence)
  process.stdout.write(`${lines.join('\n')}\n`)
  if (findings.some(({ isFine }) => !isFine)) process.exitCode = EXIT.failure
}

const sentence = ({ isFine, says }: Finding): string => `${isFine ? 'ok   ' : 'look '} ${says}`

export const doctor: Subcommand = {
  usage: 'doctor [options]',
  summary: 'what could be in the way of a gateway',
  about: `Says which versions these are, whether the port is free or who has it, which gateways of this account run, and takes
away what killed ones left behind. Ends with 1 where something needs a look.`,
  options,
  examples: [
    ['mew-gateway doctor', 'why a gateway does not start, or is not found'],
    ['mew-gateway doctor --port 8080 --json', 'the same of another port, for a program'],
  ],
  run,
}
