import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'
import { CONTROL_BASE } from '#shared/simulator/control-paths.ts'
import { runtimeDirectory } from './runtime-directory.ts'

const record = z.object({
  pid: z.int(),
  port: z.int(),
  url: z.string(),
  webUrl: z.string(),
  instanceId: z.string(),
  version: z.string(),
  /** Where the control API is on. */
  control: z.optional(z.object({ url: z.string(), token: z.string() })),
})
export type RuntimeRecord = z.infer<typeof record>

/** A gateway that runs and can be steered. */
export interface LiveGateway {
  readonly port: number
  readonly pid: number
  readonly url: string
  readonly controlUrl: string
  readonly controlToken: string
}

const recordsIn = (directory: string): string[] => readdirSync(directory).filter((name) => /^\d+\.json$/.test(name))

/** What processes left behind that were killed. Answers with what it was. */
function takeAwayStale(directory: string): string[] {
  const stale = recordsIn(directory).filter((name) => !isRunning(Number.parseInt(name, 10)))
  for (const name of stale) rmSync(path.join(directory, name), { force: true })
  return stale
}

/** Leaves word of this gateway for the other commands; false where there is no place that can be trusted. */
export function keepRecord(kept: RuntimeRecord, directory = runtimeDirectory()): boolean {
  if (directory === undefined) return false
  const file = path.join(directory, `${kept.pid}.json`)
  try {
    takeAwayStale(directory)
    writeFileSync(`${file}.part`, JSON.stringify(kept), { mode: 0o600, flag: 'w' })
    renameSync(`${file}.part`, file)
  } catch {
    // A full disk keeps nobody from serving.
    return false
  }
  process.once('exit', () => {
    rmSync(file, { force: true })
  })
  return true
}

function readRecord(file: string): RuntimeRecord | undefined {
  try {
    const read = record.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return read.success ? read.data : undefined
  } catch {
    // Being taken away by its gateway, or not one of ours.
    return undefined
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    // Gone; or somebody else's by now, whose gateway keeps its record elsewhere.
    return false
  }
}

const ANSWER_MS = 2000

async function ask(url: string, token?: string): Promise<unknown> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(ANSWER_MS),
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    })
    return await response.json()
  } catch {
    return undefined
  }
}

const ownPid = z.object({ pid: z.int() })
const ownInstance = z.object({ instanceId: z.string() })

/** The number of a process is given to another one day, and so is a port: only what answers as the record says is it. */
async function answersAs({ pid, url, instanceId, control }: RuntimeRecord): Promise<boolean> {
  if (control !== undefined) {
    const answer = ownPid.safeParse(await ask(`${control.url}${CONTROL_BASE}/state`, control.token))
    return answer.success && answer.data.pid === pid
  }
  const answer = ownInstance.safeParse(await ask(`${url}/api/capabilities`))
  return answer.success && answer.data.instanceId === instanceId
}

/** What the records say, and what of it is true. */
export interface FoundRecords {
  readonly alive: readonly RuntimeRecord[]
  /** Left behind by processes that are gone; they have been taken away. */
  readonly stale: readonly string[]
  /** Their processes run, and nothing answers as they say. */
  readonly silent: readonly string[]
}

const none: FoundRecords = { alive: [], stale: [], silent: [] }

export async function findRecords(directory = runtimeDirectory()): Promise<FoundRecords> {
  if (directory === undefined) return none
  const stale = takeAwayStale(directory)
  const found = await Promise.all(
    recordsIn(directory).map(async (name) => {
      const kept = readRecord(path.join(directory, name))
      return { name, kept, answers: kept !== undefined && (await answersAs(kept)) }
    }),
  )
  return {
    stale,
    alive: found.flatMap(({ kept, answers }) => (answers && kept !== undefined ? [kept] : [])),
    silent: found.flatMap(({ name, answers }) => (answers ? [] : [name])),
  }
}

/** All gateways of this user that run and can be steered. */
export async function liveGateways(directory = runtimeDirectory()): Promise<readonly LiveGateway[]> {
  const { alive } = await findRecords(directory)
  return alive.flatMap(({ pid, port, url, control }) =>
    control === undefined ? [] : [{ pid, port, url, controlUrl: control.url, controlToken: control.token }],
  )
}
