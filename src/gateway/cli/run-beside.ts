import { randomBytes } from 'node:crypto'
import type { RunningGateway } from '../gateway-options.ts'
import type { RunningScenario } from '../simulator/start-scenario.ts'
import { runCommand } from './run-command.ts'

/** What the command finds: addresses, and the names that kits for bots look for. */
function addressesOf({ url, webUrl }: RunningGateway): Record<string, string> {
  return { MEW_GATEWAY_URL: url, MEW_WEB_URL: webUrl, MEW_URL: url, MEW_API_BASE: `${url}/api` }
}

/** What lets services of bots in: as it is set, else made for this run. */
export const adminSecret = (): string =>
  process.env['MEW_ADMIN_SECRET']?.trim() || randomBytes(32).toString('base64url')

export interface Beside {
  readonly command: readonly string[]
  readonly secret: string
  /** Whether the command speaks on our own output. */
  readonly stdio?: 'inherit' | 'ignore'
}

/**
 * The gateway is there for the command alone: it is gone before the command's code is passed on.
 * @throws CommandError
 */
export async function runBeside(running: RunningScenario, { command, secret, stdio }: Beside): Promise<number> {
  try {
    const environment = { ...process.env, ...addressesOf(running.gateway), MEW_ADMIN_SECRET: secret }
    return await runCommand(command, environment, stdio)
  } finally {
    await running.stop()
  }
}
