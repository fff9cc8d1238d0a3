import os from 'node:os'
import type { GatewayOptions } from '../gateway-options.ts'
import { startScenario, type RunningScenario } from '../simulator/start-scenario.ts'
import { explainFailure } from './explain-failure.ts'
import { findWebRoot } from './find-web-root.ts'
import type { GatewaySettings } from './gateway-settings.ts'

function accountName(): string {
  try {
    return os.userInfo().username
  } catch {
    // An account without an entry in the system's list, as containers have them.
    return ''
  }
}

export function ownerName(): string {
  const name = process.env['MEW_OWNER_NAME'] ?? accountName()
  return name.length >= 3 && name.length <= 32 ? name : 'owner'
}

export interface Launch {
  readonly startCode?: string | undefined
  readonly environment?: Readonly<Record<string, string | undefined>>
}

/** What a gateway is started with, as the options of a command ask for it. */
export function gatewayFor(settings: GatewaySettings, { startCode, environment }: Launch): GatewayOptions {
  const webRoot = settings.web ? findWebRoot() : undefined
  if (settings.web && webRoot === undefined) {
    process.stderr.write('The app is not built (npm run build): only the protocol is served.\n')
  }
  return {
    port: settings.port,
    host: settings.host,
    dataDirectory: settings.data,
    webRoot,
    startCode,
    ownerName: ownerName(),
    allowedHosts: settings.allowedHosts,
    publicUrl: settings.publicUrl,
    logLevel: settings.logLevel,
    ...(environment === undefined ? {} : { environment }),
  }
}

/** A gateway as the options of a command ask for it. */
export function launch(settings: GatewaySettings, launching: Launch): Promise<RunningScenario> {
  return startScenario(settings.scenario, { seed: settings.seed, gateway: gatewayFor(settings, launching) })
}

/** Tells why there is no gateway, and what to do. */
export function complain(error: unknown, settings: GatewaySettings): void {
  const failure = explainFailure(error, settings.data)
  process.stderr.write(`mew-gateway: ${failure.message}\n`)
  process.exitCode = failure.exitCode
}
