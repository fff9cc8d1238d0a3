import os from 'node:os'
import type { GatewayOptions } from '../gateway-options.ts'
import { startScenario, type RunningScenario } from '../simulator/start-scenario.ts'
import { explainFailure } from './explain-failure.ts'
import { findWebRoot } from '../find-web-root.ts'
import type { GatewaySettings } from './gateway-settings.ts'
import { readVersion } from './read-version.ts'
import { keepRecord } from './runtime-records.ts'
import type { OnFinding } from './referee.ts'

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

/** A gateway that runs as a command asked for. */
export interface Launched extends RunningScenario {
  /** Where its control API stands and what opens it; undefined where it is off. */
  readonly control?: { readonly url: string; readonly token: string } | undefined
}

export interface Launch {
  /** Is told what clients do wrong. */
  readonly onFinding?: OnFinding | undefined
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
    logFormat: settings.logFormat,
    ...environmentOf(settings, environment),
  }
}

/** An option wins over its variable. */
function environmentOf(
  { allowOrigins }: GatewaySettings,
  environment: Launch['environment'],
): Pick<GatewayOptions, 'environment'> {
  if (allowOrigins === undefined) return environment === undefined ? {} : { environment }
  return { environment: { ...(environment ?? process.env), MEW_CORS_ORIGINS: allowOrigins.join(',') } }
}

const isPlain = ({ control, faults, clock, quirks, strict }: GatewaySettings): boolean =>
  control === undefined && faults === 'none' && clock === 'real' && quirks.length === 0 && !strict

async function launchAny(settings: GatewaySettings, launching: Launch): Promise<Launched> {
  const { scenario, seed } = settings
  const gateway = gatewayFor(settings, launching)
  if (isPlain(settings)) return startScenario(scenario, { seed, gateway })
  const { launchSimulation } = await import('./launch-simulation.ts')
  return launchSimulation(settings, { gateway, onFinding: launching.onFinding })
}

/** A gateway as the options of a command ask for it, and word of it for the other commands. */
export async function launch(settings: GatewaySettings, launching: Launch): Promise<Launched> {
  const launched = await launchAny(settings, launching)
  if (process.env['MEW_LAUNCHER'] !== '1') leaveWord(launched)
  return launched
}

function leaveWord({ gateway, control }: Launched): void {
  const { url, webUrl, port, instanceId, parts } = gateway
  const kept = keepRecord({ pid: process.pid, port, url, webUrl, instanceId, version: readVersion(), control })
  if (!kept)
    parts.log.warn({}, 'other commands will not find this gateway: there is no directory of this account for it')
}

/** Tells why there is no gateway, and what to do. */
export function complain(error: unknown, settings: GatewaySettings): void {
  const failure = explainFailure(error, settings.data)
  process.stderr.write(`mew-gateway: ${failure.message}\n`)
  process.exitCode = failure.exitCode
}
