import { expect } from '@playwright/test'

/** Asks again until the answer is yes. The page's `waitForFunction` will not do: to it a promise is a yes. */
export const eventually = (ask: () => Promise<boolean>): Promise<void> =>
  expect.poll(ask, { timeout: 30_000 }).toBe(true)
