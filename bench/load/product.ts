import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { gatewayFlags } from '../../scripts/gateway-flags.mjs'
import { root } from '../bundle.ts'
import { startChild } from '../child.ts'
import type { Opened, OurGateway } from '../fan-out/our-gateway.ts'

/** The bundled gateway as people run it, in a process of its own. */
export interface Product extends Disposable {
  readonly url: string
  readonly port: number
  /** Megabytes it holds at this moment. */
  readonly memory: () => number
  /** As a power cut does. Resolves when it is gone. */
  readonly kill: () => Promise<void>
}

/** Fills a data directory with so many people in one channel, and makes everybody a token. */
export async function prepareData(directory: string, people: number): Promise<Opened> {
  using writer = startChild<OurGateway>(import.meta.resolve('../fan-out/our-gateway.ts'))
  const opened = await writer.call('start', { directory, people })
  await writer.call('stop', undefined)
  return opened
}

interface ProductOptions {
  readonly port?: number
  readonly environment?: Readonly<Record<string, string>>
}

export async function startProduct(
  directory: string,
  { port = 0, environment = {} }: ProductOptions = {},
): Promise<Product> {
  const program = path.join(root, 'out/main/gateway.js')
  // Bundling has left its mark on this process; the program starts as it does from a shell.
  const env = { ...process.env, NODE_ENV: '', ...environment }
  const parameters = [
    ...gatewayFlags,
    program,
    'start',
    '--port',
    String(port),
    '--data',
    directory,
    '--no-web',
    '--no-control',
  ]
  const child = spawn(process.execPath, parameters, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  const end = (): void => {
    child.kill('SIGKILL')
  }
  process.once('exit', end)
  void gone.then(() => process.off('exit', end))
  const lines = createInterface({ input: child.stdout })
  const [line] = (await Promise.race([once(lines, 'line'), gone])) as [unknown]
  const [, json] = /^MEW_GATEWAY_READY (\{.*\})$/.exec(String(line)) ?? []
  if (json === undefined) throw new Error('The gateway said no ready line')
  const ready = JSON.parse(json) as { url: string; port: number }
  return {
    ...ready,
    memory: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024,
    kill: async () => {
      end()
      await gone
    },
    [Symbol.dispose]: end,
  }
}
