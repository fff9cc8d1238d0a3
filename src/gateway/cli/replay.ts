import { setTimeout as sleep } from 'node:timers/promises'
import type { TimelineState } from '#shared/simulator/control.ts'
import type { ScenarioFile } from '#shared/simulator/scenario-file.ts'
import type { ControlClient } from './control-client.ts'
import { EXIT } from './exit-codes.ts'
import { gatewayChoice, isGatewayThere, withGateway } from './find-gateway.ts'
import { findWebRoot } from '../find-web-root.ts'
import { sayFinding } from './referee.ts'
import { readOptions } from './read-options.ts'
import { readScenarioFile } from './read-scenario-file.ts'
import type { OptionTable, Subcommand } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

const options = {
  speed: { type: 'string', takes: 'N', help: 'so many times as fast (1)' },
  strict: { type: 'boolean', help: 'in a gateway of its own, with a referee that watches what is done' },
  ...gatewayChoice,
} as const satisfies OptionTable

const MAX_SPEED = 1000
const LOOK_AGAIN_MS = 100
const LEASE_SECONDS = 60
const RENEW_MS = 20_000
/** Nobody signs in there with a password that has to withstand anything. */
const CHEAP_PASSWORDS = { N: 16, r: 1, p: 1 }

/** @throws UsageError */
function speedOf(text: string): number {
  const speed = Number(text)
  if (/^\d+(\.\d+)?$/.test(text) && speed > 0 && speed <= MAX_SPEED) return speed
  throw new UsageError(`--speed takes a number up to ${MAX_SPEED}, as in 10 or 0.5, not "${text}"`)
}

/** Where something is played, and how far it has come. */
interface Played {
  readonly url: string
  readonly webUrl: string
  readonly look: () => Promise<TimelineState>
  /** How many things the referee found, where there is one. */
  readonly findings: () => number
  readonly end: () => Promise<void>
}

async function playInTenant(client: ControlClient, scenario: ScenarioFile): Promise<Played> {
  const { id, url, webUrl } = await client.call('POST /tenants', { body: { scenario, leaseSeconds: LEASE_SECONDS } })
  const renewing = setInterval(() => {
    // Without it the tenant is gone soon, and the next look says so.
    client.call('POST /tenants/:tenant/lease', { params: { tenant: id } }).catch(() => undefined)
  }, RENEW_MS)
  const tenant = client.of(id)
  return {
    url,
    webUrl,
    look: () => tenant.call('GET /timeline'),
    findings: () => 0,
    end: async () => {
      clearInterval(renewing)
      await client.call('DELETE /tenants/:tenant', { params: { tenant: id } })
    },
  }
}

async function playHere(scenario: ScenarioFile, strict: boolean): Promise<Played> {
  const [{ startSimulation }, { fileScenario }, { readTimeline }] = await Promise.all([
    import('../simulator/simulation.ts'),
    import('../simulator/scenario/file-scenario.ts'),
    import('../simulator/control/read-timeline.ts'),
  ])
  let findings = 0
  const simulation = await startSimulation({
    scenario: scenario.name,
    own: fileScenario(scenario),
    seed: 1,
    ...(strict
      ? {
          onFinding: (finding) => {
            findings += 1
            sayFinding(finding)
          },
        }
      : {}),
    gateway: { port: 0, environment: {}, passwordCost: CHEAP_PASSWORDS, previews: 'off', webRoot: findWebRoot() },
  })
  const { url, webUrl } = simulation.gateway
  return { url, webUrl, look: () => readTimeline(simulation), findings: () => findings, end: simulation.stop }
}

async function untilOver({ look }: Played, signal: AbortSignal): Promise<TimelineState> {
  for (;;) {
    const state = await look()
    if (state.over || signal.aborted) return state
    // Called off, it is looked at once more.
    await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined)
  }
}

function tell({ done, failed, unmet, over }: TimelineState, findings: number): void {
  for (const text of failed) process.stderr.write(`mew-gateway: ${text}\n`)
  for (const { index, message } of unmet) process.stderr.write(`mew-gateway: expect.${index}: ${message}\n`)
  const missed = failed.length === 0 ? '' : `, ${failed.length} of them in vain`
  process.stdout.write(`${done} steps were done${missed}; ${over ? 'it is over' : 'it was called off'}\n`)
  if (unmet.length > 0) process.exitCode = EXIT.failure
  else if (findings > 0) process.exitCode = EXIT.strict
}

async function play(start: () => Promise<Played>, title: string): Promise<void> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const played = await start()
  try {
    process.stdout.write(`${title}: at ${played.url}, for browsers at ${played.webUrl}\n`)
    const state = await untilOver(played, stop.signal)
    tell(state, played.findings())
  } finally {
    await played.end()
  }
}

async function run(argv: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(argv, options)
  const [file, ...rest] = positionals
  if (file === undefined || rest.length > 0) throw new UsageError('replay takes one file with a scenario')
  const speed = speedOf(values.speed ?? '1')
  const read = await readScenarioFile(file)
  if (read === undefined) return
  const { atSpeed } = await import('../simulator/scenario/at-speed.ts')
  const scenario = atSpeed(read, speed)
  const isStrict = values.strict === true
  if (isStrict || !(await isGatewayThere(values.port))) await play(() => playHere(scenario, isStrict), read.title)
  else await withGateway(values.port, (client) => play(() => playInTenant(client, scenario), read.title))
}

export const replay: Subcommand = {
  usage: 'replay <file> [--speed N] [options]',
  summary: 'lets a recording happen again, in a gateway of its own',
  about: `Plays a scenario's timeline from its beginning to its end: in a tenant of the gateway that runs, or where none does in a
gateway for as long as it takes. Its address is told first, so that a client can come and look.

Ends with 0, or with 1 where something that the scenario expects does not hold. A file that is none ends with 4, and
with --strict something that was done wrong with 5. What could not be done is told on standard error.`,
  options,
  examples: [
    ['mew-gateway replay bug.yaml', 'see it happen again'],
    ['mew-gateway replay bug.yaml --speed 10', 'the same, ten times as fast'],
  ],
  run,
}
