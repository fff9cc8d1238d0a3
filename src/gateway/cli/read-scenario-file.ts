import type { ScenarioFile } from '#shared/simulator/scenario-file.ts'
import { ScenarioError } from '../simulator/scenarios.ts'
import { EXIT } from './exit-codes.ts'

/** A scenario out of its file; of one that is none it is said where it is not, and the command ends with 4. */
export async function readScenarioFile(file: string): Promise<ScenarioFile | undefined> {
  const { loadFile } = await import('../simulator/scenario/load-scenario.ts')
  try {
    return await loadFile(file)
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = EXIT.scenario
    return undefined
  }
}
