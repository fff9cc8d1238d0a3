import type { GatewayOptions, RunningGateway } from '../gateway-options.ts'
import type { GatewayParts } from '../gateway-parts.ts'
import { startGateway } from '../start-gateway.ts'
import { LIMITS, UNREAD, type JournalLimits } from './journal/journal.ts'
import type { Power } from './power/start-with-power.ts'
import { WORLD_SEED_KEY } from './build-world.ts'
import type { FailedExpectation } from './expectations.ts'
import type { Stage } from './stage.ts'
import type { WorldIds } from './world-spec.ts'
import { ScenarioError, type LiveContext, type LiveScenario, type Scenario } from './scenarios.ts'
import type { ScenarioFile } from '#shared/simulator/scenario-file.ts'

export interface ScenarioOptions {
  readonly seed: number
  readonly gateway: GatewayOptions
  /** Learns who and what the world is made of. */
  readonly onWorld?: (ids: WorldIds) => void
  /** Where somebody watches the gateway already; else a scenario that needs a stage gets its own. */
  readonly stage?: Stage
}

export interface RunningScenario extends LiveScenario {
  readonly gateway: RunningGateway
  /** Of a gateway that somebody watches. */
  readonly power?: Power | undefined
  /** What its author wrote, where it came from a file. */
  readonly file?: ScenarioFile | undefined
  /** Which of its expectations do not hold by now. */
  readonly unmet: () => Promise<readonly FailedExpectation[]>
}

interface Played {
  readonly live: LiveScenario
  readonly scenario: Scenario
  readonly gateway: RunningGateway
  readonly context: LiveContext
}

async function unmetOf({ scenario, gateway, context, live }: Played): Promise<readonly FailedExpectation[]> {
  const { seed, ids, stage } = context
  const { file } = scenario
  if (file?.expect === undefined || ids === undefined || stage === undefined) return []
  const { checkExpectations } = await import('./expectations.ts')
  return checkExpectations({ gateway, journal: stage.journal, seed, file, ids, directory: live.timeline?.directory })
}

const still: LiveScenario = { setAudience: () => undefined, stop: () => Promise.resolve() }

/**
 * Loaded only when it is asked for: an empty gateway starts without any of it.
 * @throws ScenarioError where there is none of that name
 */
export async function findScenario(name: string): Promise<Scenario | undefined> {
  if (name === 'empty') return undefined
  if (name === 'demo') return (await import('./demo/demo-scenario.ts')).demoScenario
  const { loadFileScenario } = await import('./scenario/file-scenario.ts')
  return loadFileScenario(name)
}

async function keptSeed({ database }: GatewayParts): Promise<number | undefined> {
  const row = await database.reader
    .selectFrom('meta')
    .select('value')
    .where('key', '=', WORLD_SEED_KEY)
    .executeTakeFirst()
  return row === undefined ? undefined : Number(row.value)
}

/** @throws ScenarioError where somebody already lives here: a world is not poured over what people made themselves */
async function demandEmpty({ database }: GatewayParts): Promise<void> {
  const somebody = await database.reader.selectFrom('user').select('id').limit(1).executeTakeFirst()
  if (somebody !== undefined) {
    throw new ScenarioError('This data directory already holds accounts: start it without a scenario, or name another')
  }
}

/** How much of a journal is kept that nobody reads but the expectations of a scenario, where it has any. */
export const limitsOfUnread = (file: ScenarioFile | undefined): JournalLimits =>
  (file?.expect?.length ?? 0) > 0 ? LIMITS : UNREAD

/** A stage of its own, for a scenario that needs one and has none. */
async function withStage(scenario: Scenario | undefined, options: ScenarioOptions): Promise<ScenarioOptions> {
  if (scenario?.needsStage !== true || options.stage !== undefined) return options
  const { createStage } = await import('./stage.ts')
  const { taps, names, ...stage } = createStage(options.seed, limitsOfUnread(scenario.file))
  return { ...options, stage, onWorld: names.learn, gateway: { ...options.gateway, clock: stage.clock, taps } }
}

interface Started {
  readonly gateway: RunningGateway
  readonly power?: Power
}

async function startOn(stage: Stage | undefined, options: GatewayOptions): Promise<Started> {
  if (stage === undefined) return { gateway: await startGateway(options) }
  const [{ startWithPower }, { createRestart }] = await Promise.all([
    import('./power/start-with-power.ts'),
    import('./power/create-restart.ts'),
  ])
  const { clock, journal, faults } = stage
  const started = await startWithPower(options, journal)
  faults.onRestart(createRestart({ ...started, clock, journal }))
  return started
}

/**
 * Starts a scenario by its name, or one that its author brings.
 * @throws ScenarioError, and what startGateway throws
 */
export async function startScenario(wanted: string | Scenario, asked: ScenarioOptions): Promise<RunningScenario> {
  const scenario = typeof wanted === 'string' ? await findScenario(wanted) : wanted
  const { seed, gateway: options, onWorld, stage } = await withStage(scenario, asked)
  if (scenario === undefined) {
    const started = await startOn(stage, options)
    return { ...started, ...still, unmet: () => Promise.resolve([]), stop: started.gateway.stop }
  }

  let context: LiveContext = { seed, ownerName: options.ownerName ?? 'owner', ids: undefined, stage, power: undefined }
  const { gateway, power } = await startOn(stage, {
    ...options,
    prepare: async (parts) => {
      const kept = await keptSeed(parts)
      if (kept === undefined) await demandEmpty(parts)
      context = { ...context, seed: kept ?? seed }
      const ids = await (kept === undefined ? scenario.build : scenario.recall)?.(parts, context)
      context = { ...context, ids }
      if (ids !== undefined) onWorld?.(ids)
      await options.prepare?.(parts)
    },
  })
  try {
    context = { ...context, power }
    const live = await scenario.live(gateway, context)
    let stopped: Promise<void> | undefined
    return {
      gateway,
      power,
      file: scenario.file,
      unmet: () => unmetOf({ scenario, gateway, context, live }),
      timeline: live.timeline,
      setAudience: live.setAudience,
      // Signals may come twice; what has left cannot leave again.
      stop: () => (stopped ??= live.stop().then(gateway.stop)),
    }
  } catch (error) {
    await gateway.stop()
    throw error
  }
}
