import type { TestInfo } from '@playwright/test'
import type { Tenant } from './api.ts'

/** What happened in the gateway, a step a line, and how to have the same again. */
export async function attachWhatHappened(gw: Pick<Tenant, 'events' | 'seed'>, testInfo: TestInfo): Promise<void> {
  const steps = gw.events.all().map((step) => `${JSON.stringify(step)}\n`)
  await testInfo.attach('journal.ndjson', { body: steps.join(''), contentType: 'application/x-ndjson' })
  const replay = `MEW_SEED=${gw.seed} npx playwright test ${testInfo.file}:${testInfo.line}`
  await testInfo.attach('replay', { body: replay, contentType: 'text/plain' })
  testInfo.annotations.push({ type: 'replay', description: replay })
}
