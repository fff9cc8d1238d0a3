import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod/mini'
import { syncDirectory } from '../../sync-directory.ts'

/** A snapshot that is not there, or not one that this version reads. */
class SnapshotError extends Error {}

const known = z.array(z.tuple([z.string(), z.string()]))

const head = z.object({
  version: z.literal(1),
  seed: z.int(),
  /** The clock when it was taken, and how far chance had come. */
  at: z.number(),
  chance: z.int(),
  names: z.object({ people: known, servers: known, channels: known, roles: known }),
  /** Sizes of what follows: the database, then each file. */
  database: z.int(),
  files: z.array(z.object({ key: z.string(), size: z.int() })),
})
type Head = z.infer<typeof head>

/** All of a tenant: what is stored, its time, and what chance has come to. */
export interface SnapshotData extends Omit<Head, 'version' | 'database' | 'files'> {
  readonly database: Uint8Array
  readonly files: readonly { readonly key: string; readonly bytes: Uint8Array }[]
}

const DIGEST_BYTES = 32
const digestOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

function encode({ database, files, ...rest }: SnapshotData): Buffer {
  const sizes = files.map(({ key, bytes }) => ({ key, size: bytes.length }))
  const text = JSON.stringify({ ...rest, version: 1, database: database.length, files: sizes } satisfies Head)
  const body = Buffer.concat([Buffer.from(`${text}\n`), database, ...files.map(({ bytes }) => bytes)])
  return Buffer.concat([digestOf(body), body])
}

function decode(bytes: Buffer): SnapshotData {
  const body = bytes.subarray(DIGEST_BYTES)
  if (!digestOf(body).equals(bytes.subarray(0, DIGEST_BYTES))) throw new SnapshotError('it is not whole')
  const end = body.indexOf('\n')
  const { version: _version, ...parsed } = head.parse(JSON.parse(body.toString('utf8', 0, end)))
  let from = end + 1
  const take = (size: number): Uint8Array => body.subarray(from, (from += size))
  const database = take(parsed.database)
  return { ...parsed, database, files: parsed.files.map(({ key, size }) => ({ key, bytes: take(size) })) }
}

function fileOf(directory: string, name: string): string {
  if (!/^[\w.-]{1,80}$/.test(name) || name.startsWith('.')) {
    throw new SnapshotError(`"${name}" is no name for a snapshot: letters, digits, dots and dashes are`)
  }
  return path.join(directory, `${name}.snapshot`)
}

/** Writes it beside an earlier one of that name and then into its place: one of the two is there at every moment, whole. */
export async function writeSnapshot(directory: string, name: string, data: SnapshotData): Promise<void> {
  const file = fileOf(directory, name)
  const part = `${file}.${randomBytes(6).toString('hex')}.part`
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

/** @throws SnapshotError */
export async function readSnapshot(directory: string, name: string): Promise<SnapshotData> {
  const file = fileOf(directory, name)
  try {
    return decode(await readFile(file))
  } catch (error) {
    throw new SnapshotError(`There is no snapshot "${name}" in ${directory} that can be read: ${String(error)}`, {
      cause: error,
    })
  }
}
