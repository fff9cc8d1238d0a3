import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { runProgram, type GatewayProcess } from '../gateway-process.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'
import { readCalls } from './system-calls.ts'

/** Whether this machine lets a process be traced: containers without that right have strace and cannot use it. */
export function canTrace(): boolean {
  return spawnSync('strace', ['-o', '/dev/null', process.execPath, '--version']).status === 0
}

const CALLS = 'fsync,fdatasync,write,writev,pwrite64,pwritev,sendto,sendmsg'
/** A page of the log and an answer fit in. */
const LONGEST_TEXT = '8192'

interface Traced {
  readonly args: readonly string[]
  readonly program?: string
}

/** Runs a gateway under strace while `talk` talks to it, ends it, and answers with the calls it made. */
export async function trace(
  { args, ...running }: Traced,
  talk: (gateway: GatewayProcess) => Promise<void>,
): Promise<ReturnType<typeof readCalls>> {
  using directory = createTemporaryDirectory()
  const log = path.join(directory.path, 'calls')
  // -D: the gateway stays our own child, and it is the gateway that a signal reaches.
  const under = ['strace', '-D', '-f', '-y', '-s', LONGEST_TEXT, '-e', `trace=${CALLS}`, '-o', log]
  await using gateway = runProgram(args, { ...running, under })
  await talk(gateway)
  gateway.child.kill('SIGTERM')
  await gateway.ended
  const end = new RegExp(`^${gateway.child.pid ?? 0} +\\+\\+\\+ `, 'm')
  // Strace writes on until it has seen the last thread end.
  await expect.poll(() => end.test(readFileSync(log, 'latin1')), { timeout: 10_000 }).toBe(true)
  return readCalls(readFileSync(log, 'latin1'))
}
