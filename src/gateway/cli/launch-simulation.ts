import path from 'node:path'
import type { GatewayOptions } from '../gateway-options.ts'
import { newToken } from '../simulator/control/keys.ts'
import { openControl, type Control } from '../simulator/control/open-control.ts'
import { startHost, type SimulationHost } from '../simulator/control/simulation-host.ts'
import type { Fault } from '#shared/simulator/fault.ts'
import { findInspectorRoot } from '../find-web-root.ts'
import type { GatewaySettings } from './gateway-settings.ts'
import type { Launched } from './launch.ts'
import type { OnFinding } from './referee.ts'
import { readVersion } from './read-version.ts'
import { snapshotDirectory } from './snapshot-directory.ts'

async function faultsOf({ faults }: GatewaySettings): Promise<readonly Fault[]> {
  return faults === 'none' ? [] : (await import('../simulator/faults/profiles.ts')).profiles[faults]
}

interface Opened {
  readonly control: Control
  readonly token: string
}

interface Opening {
  readonly port: number
  readonly snapshotDirectory: string
}

async function open(host: SimulationHost, opening: Opening): Promise<Opened> {
  const { log } = (await host.current()).simulation.gateway.parts
  const token = newToken()
  const inspectorRoot = findInspectorRoot()
  const control = await openControl({ ...opening, token, host, log, version: readVersion(), inspectorRoot })
  return { control, token }
}

interface Wanted {
  readonly gateway: GatewayOptions
  readonly onFinding: OnFinding | undefined
}

/** A gateway that may be watched, meddled with and steered. */
export async function launchSimulation(settings: GatewaySettings, { gateway, onFinding }: Wanted): Promise<Launched> {
  const { scenario, seed, clock, quirks, control: wanted } = settings
  const referee = onFinding === undefined ? {} : { onFinding }
  const options = { scenario, seed, clock, quirks, gateway, ...referee, unread: wanted === undefined }
  const host = await startHost(options, await faultsOf(settings))
  const { simulation } = await host.current()
  const running = {
    gateway: simulation.gateway,
    file: simulation.file,
    setAudience: host.setAudience,
    unmet: async () => (await host.current()).simulation.unmet(),
  }
  if (wanted === undefined) return { ...running, stop: host.stop }
  try {
    const { control, token } = await open(host, {
      port: wanted.port,
      snapshotDirectory: path.resolve(settings.snapshots ?? snapshotDirectory()),
    })
    return {
      ...running,
      control: { url: control.url, token },
      stop: async () => {
        await control.close()
        await host.stop()
      },
    }
  } catch (error) {
    await host.stop()
    throw error
  }
}
