import type { GatewayOptions, RunningGateway } from '../gateway-options.ts'
import { startGateway } from '../start-gateway.ts'
import { ScenarioError, type LiveScenario, type Scenario } from './scenarios.ts'

export interface ScenarioOptions {
  readonly seed: number
  readonly gateway: GatewayOptions
}

export interface RunningScenario extends LiveScenario {
  readonly gateway: RunningGateway
}

const still: LiveScenario = { setAudience: () => undefined, stop: () => Promise.resolve() }

/** Loaded only when it is asked for: an empty gateway starts without any of it. */
async function loadScenario(name: string): Promise<Scenario | undefined> {
  if (name === 'empty') return undefined
  if (name === 'demo') return (await import('./demo/demo-scenario.ts')).demoScenario
  throw new ScenarioError(`There is no scenario "${name}": choose empty or demo`)
}

const BUILT_KEY = 'scenario'

/** @throws ScenarioError, and what startGateway throws */
export async function startScenario(
  name: string,
  { seed, gateway: options }: ScenarioOptions,
): Promise<RunningScenario> {
  const scenario = await loadScenario(name)
  const gateway = await startGateway({
    ...options,
    prepare: async (parts) => {
      const known = await parts.database.reader
        .selectFrom('meta')
        .select('value')
        .where('key', '=', BUILT_KEY)
        .executeTakeFirst()
      if (scenario === undefined || known !== undefined) return
      await scenario.build(parts, seed)
      await parts.database.write(async (writer) => {
        await writer.insertInto('meta').values({ key: BUILT_KEY, value: name }).execute()
        return { result: undefined }
      })
    },
  })
  const live = (await scenario?.live(gateway, seed)) ?? still
  return {
    gateway,
    setAudience: live.setAudience,
    stop: async () => {
      await live.stop()
      await gateway.stop()
    },
  }
}
