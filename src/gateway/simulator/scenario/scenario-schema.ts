import * as z from 'zod/mini'
import { scenarioFile } from '#shared/simulator/scenario-file.ts'

/** What of a number's schema is no limit tells a reader nothing. */
function tidy({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void {
  if (jsonSchema['minimum'] === Number.MIN_SAFE_INTEGER) delete jsonSchema['minimum']
  if (jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum']
}

/** The form of a scenario's file as a JSON schema, for editors and for whoever writes one by a program. */
export function createScenarioSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(scenarioFile, { target: 'draft-7', io: 'input', override: tidy, reused: 'ref' })
  return { ...schema, title: 'A scenario of mew-gateway' }
}
