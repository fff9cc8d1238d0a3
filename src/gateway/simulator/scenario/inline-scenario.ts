import { ValidationError } from '#shared/protocol/errors.ts'
import { scenarioFile } from '#shared/simulator/scenario-file.ts'
import type { Scenario } from '../scenarios.ts'
import { fileScenario } from './file-scenario.ts'
import { complaintsAbout } from './read-scenario.ts'

/**
 * A scenario that somebody sends in place of a name.
 * @throws ValidationError with the place of everything that is wrong with it
 */
export function inlineScenario(value: unknown): Scenario {
  const complaints = complaintsAbout(value)
  if (complaints.length > 0) {
    throw new ValidationError(
      complaints.map(({ path, message }) => ({ path: ['scenario', ...path].join('.'), message })),
    )
  }
  return fileScenario(scenarioFile.parse(value))
}
