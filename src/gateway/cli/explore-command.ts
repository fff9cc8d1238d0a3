import type { Fault } from '#shared/simulator/fault.ts'
import { explore, type Finding } from '../simulator/explore/explore.ts'
import { startSimulation } from '../simulator/simulation.ts'
import type { GatewaySettings } from './gateway-settings.ts'
import { gatewayFor } from './launch.ts'
import { refereed, type OnFinding } from './referee.ts'
import { runBeside, type Beside } from './run-beside.ts'

export interface Exploring {
  readonly settings: GatewaySettings
  readonly beside: Beside
  /** Is told what clients do wrong. */
  readonly onFinding?: OnFinding | undefined
}

/** Runs the command on a gateway of its own, with faults in its way from the first request on. */
export async function runUnderFaults(
  { settings, beside, onFinding }: Exploring,
  faults: readonly Fault[],
): Promise<number> {
  const environment = { ...process.env, MEW_ADMIN_SECRET: beside.secret }
  const simulation = await startSimulation({
    scenario: settings.scenario,
    seed: settings.seed,
    quirks: settings.quirks,
    unread: true,
    gateway: gatewayFor(settings, { environment }),
    ...(onFinding === undefined ? {} : { onFinding }),
  })
  for (const one of faults) simulation.faults.add(one)
  return runBeside(simulation, beside)
}

/** As a shell takes it. */
const quote = (word: string): string =>
  /^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`

function sayFault({ match, action }: Fault): string {
  const where = [match.phase, match.method, match.path, match.event].filter((part) => part !== undefined)
  const [what, ...more] = [
    action.type,
    ...Object.entries(action).flatMap(([name, value]) => (name === 'type' ? [] : [String(value)])),
  ]
  const nth = match.nth === undefined ? '' : `, number ${match.nth}`
  return `  ${[what, ...more].join(' ')}: ${[match.kind, ...where].join(' ')}${nth}`
}

/** One line that does it again. */
function replayLine({ settings, beside }: Exploring, faults: readonly Fault[]): string {
  const standing = faults.flatMap((one) => ['--fault', JSON.stringify(one)])
  const start = ['mew-gateway', 'exec', settings.scenario, '--port', '0', '--seed', String(settings.seed)]
  if (settings.quirks.length > 0) start.push('--quirks', settings.quirks.join(','))
  if (settings.strict) start.push('--strict')
  return [...start, ...standing, '--', ...beside.command].map(quote).join(' ')
}

function report(exploring: Exploring, { schedule, code, drawn, fewest }: Finding): void {
  const lines =
    fewest.length === 0
      ? [`It ends with ${code} without any fault.`]
      : [
          `Schedule ${schedule} makes it end with ${code}; of its ${drawn.length} faults it takes ${fewest.length}:`,
          ...fewest.map(sayFault),
        ]
  process.stderr.write(`\n${[...lines, `Again: ${replayLine(exploring, fewest)}`].join('\n')}\n`)
}

const SAY_EVERY = 25

/**
 * Looks for a schedule of legal faults that the command does not stand, and says the fewest of them that it takes. Answers
 * with the command's own code, 0 where it stood them all.
 * @throws CommandError, and what startSimulation throws
 */
export async function exploreCommand(exploring: Exploring, schedules: number): Promise<number> {
  const { settings, beside } = exploring
  const quiet: Exploring = { settings, beside: { ...beside, stdio: 'ignore' } }
  const found = await explore({
    seed: settings.seed,
    schedules,
    run: (faults) =>
      refereed({ strict: settings.strict, say: () => undefined }, (onFinding) =>
        runUnderFaults({ ...quiet, onFinding }, faults),
      ),
    onProgress: (done) => {
      if (done % SAY_EVERY === 0 || done === schedules)
        process.stderr.write(`${done} of ${schedules} schedules stood\n`)
    },
  })
  if (found !== undefined) report(exploring, found)
  return found?.code ?? 0
}
