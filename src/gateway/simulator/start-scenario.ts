import type { GatewayOptions, RunningGateway } from '../gateway-options.ts'
import type { GatewayParts } from '../gateway-parts.ts'
import { startGateway } from '../start-gateway.ts'
import { WORLD_SEED_KEY } from './build-world.ts'
import type { WorldIds } from './world-spec.ts'
import { ScenarioError, type LiveScenario, type Scenario } from './scenarios.ts'

export interface ScenarioOptions {
  readonly seed: number
  readonly gateway: GatewayOptions
  /** Learns who and what the world is made of, where it is built now. */
  readonly onWorld?: (ids: WorldIds) => void
}

export interface RunningScenario extends LiveScenario {
  readonly gateway: RunningGateway
}

const still: LiveScenario = { setAudience: () => undefined, stop: () => Promise.resolve() }

/**
 * Loaded only when it is asked for: an empty gateway starts without any of it.
 * @throws ScenarioError where there is none of that name
 */
export async function findScenario(name: string): Promise<Scenario | undefined> {
  if (name === 'empty') return undefined
  if (name === 'demo') return (await import('./demo/demo-scenario.ts')).demoScenario
  throw new ScenarioError(`There is no scenario "${name}": choose empty or demo`)
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

/** @throws ScenarioError, and what startGateway throws */
export async function startScenario(
  name: string,
  { seed, gateway: options, onWorld }: ScenarioOptions,
): Promise<RunningScenario> {
  const scenario = await findScenario(name)
  if (scenario === undefined) {
    const gateway = await startGateway(options)
    return { gateway, ...still, stop: gateway.stop }
  }

  let context = { seed, ownerName: options.ownerName ?? 'owner' }
  const gateway = await startGateway({
    ...options,
    prepare: async (parts) => {
      const kept = await keptSeed(parts)
      if (kept !== undefined) {
        context = { ...context, seed: kept }
        return
      }
      await demandEmpty(parts)
      const ids = await scenario.build(parts, context)
      onWorld?.(ids)
    },
  })
  try {
    const live = await scenario.live(gateway, context)
    let stopped: Promise<void> | undefined
    return {
      gateway,
      setAudience: live.setAudience,
      // Signals may come twice; what has left cannot leave again.
      stop: () => (stopped ??= live.stop().then(gateway.stop)),
    }
  } catch (error) {
    await gateway.stop()
    throw error
  }
}
