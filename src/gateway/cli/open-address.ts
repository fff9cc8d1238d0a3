import { spawn } from 'node:child_process'

type Environment = Readonly<Record<string, string | undefined>>

/** What shows an address on this system; nothing where nobody would see it. */
function openerOn(platform: NodeJS.Platform, environment: Environment): readonly [string, ...string[]] | undefined {
  const set = (name: string): boolean => (environment[name] ?? '') !== ''
  if (set('CI') || environment['BROWSER'] === 'none') return undefined
  if (platform === 'darwin') return ['open']
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  return set('DISPLAY') || set('WAYLAND_DISPLAY') ? ['xdg-open'] : undefined
}

/** Shows an address in the user's browser. Answers whether somebody took it on. */
export function openAddress(address: string, environment: Environment = process.env): Promise<boolean> {
  const [program, ...args] = openerOn(process.platform, environment) ?? []
  if (program === undefined) return Promise.resolve(false)
  return new Promise((resolve) => {
    const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true })
    child.once('error', () => {
      resolve(false)
    })
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}
