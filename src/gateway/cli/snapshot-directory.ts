import os from 'node:os'
import path from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

const given = (environment: Environment, name: string): string | undefined => {
  const value = environment[name] ?? ''
  return path.isAbsolute(value) ? value : undefined
}

function dataHome(platform: NodeJS.Platform, environment: Environment): string {
  if (platform === 'darwin') return path.join(os.homedir(), 'Library', 'Application Support')
  if (platform === 'win32') return given(environment, 'LOCALAPPDATA') ?? path.join(os.homedir(), 'AppData', 'Local')
  return given(environment, 'XDG_DATA_HOME') ?? path.join(os.homedir(), '.local', 'share')
}

/** Where this account's snapshots lie where no other place is named: what is saved outlives the gateway and a restart. */
export const snapshotDirectory = (environment: Environment = process.env): string =>
  path.join(dataHome(process.platform, environment), 'mew-gateway', 'snapshots')
