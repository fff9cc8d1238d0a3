import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'

const root = path.join(import.meta.dirname, '..', '..')
/** Records of the gateways of tests: none of them is to be found by a developer's commands. */
const runtime = path.join(root, 'node_modules', '.cache', 'gateway-records')
mkdirSync(runtime, { recursive: true, mode: 0o700 })
/** Where the program begins. */
export const entry = path.join(root, 'src', 'gateway', 'cli', 'mew-gateway.ts')
/** Halves the time to start, which is most of what these tests take. */
const compileCache = path.join(root, 'node_modules', '.cache', 'gateway-process')

const readyLine = z.strictObject({
  url: z.string(),
  webUrl: z.string(),
  port: z.int(),
  pid: z.int(),
  controlUrl: z.optional(z.string()),
})
export type Ready = z.infer<typeof readyLine>

/** `mew-gateway` as a process of its own, run from the source. Killed when the test ends. */
export interface GatewayProcess extends AsyncDisposable {
  readonly child: ChildProcess
  readonly stdout: () => string
  readonly stderr: () => string
  /** The ready line. Rejects where the process ends without one. */
  readonly ready: Promise<Ready>
  /** The code it ended with, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>
}

const READY = /^MEW_GATEWAY_READY (.*)$/m

interface Running {
  readonly environment?: Record<string, string>
  /** Another program that starts a gateway and says so in the same line. */
  readonly program?: string
  /** What the process is started by, with its arguments. */
  readonly under?: readonly string[]
  /** In a group of its own, which signals can be sent to, and with an input that stays open. */
  readonly leadsGroup?: boolean
  /** The directory it is started in. */
  readonly directory?: string
}

/** `mew-gateway` with these arguments. */
export const runGateway = (args: readonly string[], environment: Record<string, string> = {}): GatewayProcess =>
  runProgram(args, { environment })

/** Nothing of the environment of the tests but where programs are: variables of a developer must not decide. */
export function runProgram(args: readonly string[], running: Running): GatewayProcess {
  const { environment = {}, program = entry, under = [], leadsGroup = false, directory } = running
  const [command = '', ...rest] = [...under, process.execPath, program, ...args]
  const child = spawn(command, rest, {
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_COMPILE_CACHE: compileCache,
      XDG_RUNTIME_DIR: runtime,
      ...environment,
    },
    stdio: leadsGroup ? 'pipe' : ['ignore', 'pipe', 'pipe'],
    detached: leadsGroup,
    ...(directory === undefined ? {} : { cwd: directory }),
  })
  let [out, err] = ['', '']
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal))
  })
  const ready = new Promise<Ready>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      out += String(chunk)
      const json = READY.exec(out)?.[1]
      if (json !== undefined) resolve(readyLine.parse(JSON.parse(json)))
    })
    void ended.then((code) => reject(new Error(`It ended with ${code} before it was ready: ${err}`)))
  })
  // A test that waits for the end asks for no ready line.
  ready.catch(() => undefined)
  child.stderr?.on('data', (chunk) => {
    err += String(chunk)
  })
  return {
    child,
    stdout: () => out,
    stderr: () => err,
    ready,
    ended,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
