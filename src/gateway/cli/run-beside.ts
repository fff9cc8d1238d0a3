import { ownAdminSecret } from '../token-secret.ts'
import { EXIT } from './exit-codes.ts'
import type { Launched } from './launch.ts'
import { runCommand } from './run-command.ts'

/** What the command finds: addresses, the names that kits for bots look for, and the control API where it is on. */
function addressesOf({ gateway, control }: Launched): Record<string, string> {
  const { url, webUrl } = gateway
  return {
    MEW_GATEWAY_URL: url,
    MEW_WEB_URL: webUrl,
    MEW_URL: url,
    MEW_API_BASE: `${url}/api`,
    ...(control === undefined ? {} : { MEW_CONTROL_URL: control.url, MEW_CONTROL_TOKEN: control.token }),
  }
}

/**
 * What lets services of bots in: as it is set, else as it is kept with the data, else made for this run.
 * @throws ConfigurationError
 */
export const adminSecret = (dataDirectory?: string): string =>
  process.env['MEW_ADMIN_SECRET']?.trim() || ownAdminSecret(dataDirectory)

export interface Beside {
  readonly command: readonly string[]
  readonly secret: string
  /** Whether the command speaks on our own output. */
  readonly stdio?: 'inherit' | 'ignore'
}

/** What the scenario expects has to hold in the end, where the command itself found nothing wrong. */
async function judge(running: Launched, loud: boolean): Promise<number> {
  const unmet = await running.unmet()
  for (const { index, message } of loud ? unmet : []) {
    process.stderr.write(`mew-gateway: expect.${index}: ${message}\n`)
  }
  return unmet.length === 0 ? 0 : EXIT.failure
}

/**
 * The gateway is there for the command alone: it is gone before the command's code is passed on.
 * @throws CommandError
 */
export async function runBeside(running: Launched, { command, secret, stdio }: Beside): Promise<number> {
  try {
    const environment = { ...process.env, ...addressesOf(running), MEW_ADMIN_SECRET: secret }
    const code = await runCommand(command, environment, stdio)
    return code === 0 ? await judge(running, stdio !== 'ignore') : code
  } finally {
    await running.stop()
  }
}
