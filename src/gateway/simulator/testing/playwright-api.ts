/* What `mew-desktop/testing/playwright` offers, in plain types: published as it stands. */
import type { Page } from '@playwright/test'
import type { Simulator, Tenant, TenantOptions } from './api.ts'

export interface GatewayFixtures {
  /** What the tenant of a test is like: `test.use({ tenantOptions: { scenario: 'two-friends', clock: 'virtual' } })`. */
  readonly tenantOptions: TenantOptions
  /** A gateway of the test's own. */
  readonly gw: Tenant
  /** A window of somebody who is signed in already, at a channel where one is named. */
  readonly openAs: (user: string, channel?: string) => Promise<Page>
}

export interface GatewayWorkerFixtures {
  readonly simulator: Simulator
}
