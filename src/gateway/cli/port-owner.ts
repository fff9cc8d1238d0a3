import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Which program has a port, in words, where the system tells: on Linux, for processes of the same user. */
export function portOwner(port: number): string | undefined {
  try {
    const inodes = new Set([...listenersIn('/proc/net/tcp', port), ...listenersIn('/proc/net/tcp6', port)])
    return inodes.size === 0 ? undefined : ownerOf(inodes)
  } catch {
    // Without /proc, or without the right to read it, the owner stays unknown; the port is busy all the same.
    return undefined
  }
}

const LISTENING = '0A'

function listenersIn(file: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((cells) => cells[1]?.endsWith(suffix) === true && cells[3] === LISTENING)
    .flatMap((cells) => cells[9] ?? [])
}

function ownerOf(inodes: ReadonlySet<string>): string | undefined {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (!holdsSocket(pid, inodes)) continue
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim()
    return `process ${pid} (${command.slice(0, 80)})`
  }
  return undefined
}

function holdsSocket(pid: string, inodes: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((descriptor) => {
      const match = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`))
      return match?.[1] !== undefined && inodes.has(match[1])
    })
  } catch {
    // Processes end while they are looked at, and those of others cannot be.
    return false
  }
}
