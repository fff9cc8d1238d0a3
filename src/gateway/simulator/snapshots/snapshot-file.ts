import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod/mini'
import { syncDirectory } from '../../sync-directory.ts'
import { SNAPSHOT_VERSION, snapshotHead, type SnapshotData, type SnapshotHead } from './snapshot-data.ts'
import { SnapshotError } from './snapshot-error.ts'

const DIGEST_BYTES = 32
const digestOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

function encode({ database, files, ...rest }: SnapshotData): Buffer {
  const sizes = files.map(({ key, bytes }) => ({ key, size: bytes.length }))
  const text = JSON.stringify({
    ...rest,
    version: SNAPSHOT_VERSION,
    database: database.length,
    files: sizes,
  } satisfies SnapshotHead)
  const body = Buffer.concat([Buffer.from(`${text}\n`), database, ...files.map(({ bytes }) => bytes)])
  return Buffer.concat([digestOf(body), body])
}

const versioned = z.object({ version: z.unknown() })

function parseHead(line: string): SnapshotHead {
  const json: unknown = JSON.parse(line)
  const { version } = versioned.parse(json)
  if (version !== SNAPSHOT_VERSION) {
    throw new Error(`it is of version ${String(version)}, and this gateway reads ${SNAPSHOT_VERSION}`)
  }
  const head = snapshotHead.safeParse(json)
  if (!head.success) throw new Error('it does not hold what a snapshot holds')
  return head.data
}

const sizeOf = ({ database, files }: SnapshotHead): number => files.reduce((sum, { size }) => sum + size, database)

function decode(bytes: Buffer): SnapshotData {
  const body = bytes.subarray(DIGEST_BYTES)
  if (!digestOf(body).equals(bytes.subarray(0, DIGEST_BYTES))) throw new Error('it is not whole')
  const end = body.indexOf('\n')
  const head = parseHead(body.toString('utf8', 0, end))
  let from = end + 1
  if (sizeOf(head) !== body.length - from) throw new Error('it is not whole')
  const take = (size: number): Uint8Array => body.subarray(from, (from += size))
  const { version: _version, ...rest } = head
  const database = take(head.database)
  return { ...rest, database, files: head.files.map(({ key, size }) => ({ key, bytes: take(size) })) }
}

export const SNAPSHOT_EXTENSION = '.snapshot'
/** Of what is being written: it gets its own name once it is whole. */
export const PART_EXTENSION = '.part'

/** @throws SnapshotError */
export function snapshotFile(directory: string, name: string): string {
  if (!/^[\w.-]{1,80}$/.test(name) || name.startsWith('.')) {
    throw new SnapshotError('name', `"${name}" is no name for a snapshot: letters, digits, dots and dashes are`)
  }
  return path.join(directory, name + SNAPSHOT_EXTENSION)
}

/** Writes it beside an earlier one of that name and then into its place: one of the two is there at every moment, whole. */
export async function writeSnapshot(directory: string, name: string, data: SnapshotData): Promise<void> {
  const file = snapshotFile(directory, name)
  const part = `${file}.${randomBytes(6).toString('hex')}${PART_EXTENSION}`
  await mkdir(directory, { recursive: true, mode: 0o700 })
  try {
    const handle = await open(part, 'wx', 0o600)
    try {
      await handle.writeFile(encode(data))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  await syncDirectory(directory)
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

interface Named {
  readonly directory: string
  readonly name: string
}

/** Why it could not be read, in one sentence that names it. */
function refusalOf(error: unknown, { directory, name }: Named): SnapshotError {
  if (isMissing(error)) return new SnapshotError('missing', `There is no snapshot "${name}" in ${directory}`)
  const reason = error instanceof Error ? error.message : String(error)
  return new SnapshotError('broken', `The snapshot "${name}" in ${directory} cannot be read: ${reason}`, {
    cause: error,
  })
}

/** @throws SnapshotError */
export async function readSnapshot(directory: string, name: string): Promise<SnapshotData> {
  const file = snapshotFile(directory, name)
  try {
    return decode(await readFile(file))
  } catch (error) {
    throw refusalOf(error, { directory, name })
  }
}

const CHUNK_BYTES = 65_536
const HEAD_LIMIT_BYTES = 16_777_216

async function readLine(handle: FileHandle, position: number): Promise<Buffer | undefined> {
  let line = Buffer.alloc(0)
  while (line.length < HEAD_LIMIT_BYTES) {
    const { buffer, bytesRead } = await handle.read({
      buffer: Buffer.alloc(CHUNK_BYTES),
      position: position + line.length,
    })
    line = Buffer.concat([line, buffer.subarray(0, bytesRead)])
    const end = line.indexOf('\n')
    if (end >= 0) return line.subarray(0, end)
    if (bytesRead === 0) return undefined
  }
  return undefined
}

/** What a snapshot says of itself, and how large it is; undefined where it is none that could be read. */
export async function readSnapshotHead(file: string): Promise<{ head: SnapshotHead; bytes: number } | undefined> {
  const handle = await open(file, 'r').catch(() => undefined)
  if (handle === undefined) return undefined
  try {
    const line = await readLine(handle, DIGEST_BYTES)
    const { size: bytes } = await handle.stat()
    if (line === undefined) return undefined
    const head = parseHead(line.toString('utf8'))
    return DIGEST_BYTES + line.length + 1 + sizeOf(head) === bytes ? { head, bytes } : undefined
  } catch {
    // Another version's, or damaged: whoever names it is told what is wrong with it.
    return undefined
  } finally {
    await handle.close()
  }
}
