import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type * as z from 'zod/mini'

export type JsonRead<Value> =
  | { readonly status: 'read'; readonly value: Value }
  | { readonly status: 'missing' }
  /** It is there but cannot be understood. Its bytes are still on disk. */
  | { readonly status: 'broken' }

export async function readJsonFile<Schema extends z.ZodMiniType>(
  file: string,
  schema: Schema,
): Promise<JsonRead<z.infer<Schema>>> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { status: 'missing' }
    throw error
  }
  const parsed = schema.safeParse(parseJson(text))
  return parsed.success ? { status: 'read', value: parsed.data } : { status: 'broken' }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The schema refuses it.
    return undefined
  }
}

async function sync(place: string): Promise<void> {
  const handle = await open(place, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes all or nothing, for this user alone: a reader and a crash meet the old content or the new. */
export async function writeJsonFile(file: string, value: unknown): Promise<void> {
  const directory = path.dirname(file)
  const temporary = `${file}.${randomBytes(4).toString('hex')}.tmp`
  await mkdir(directory, { recursive: true })
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(`${JSON.stringify(value, null, 2)}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  // Windows cannot open a directory; there the rename is all there is.
  if (process.platform !== 'win32') await sync(directory)
}
