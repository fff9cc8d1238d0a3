import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { FileServer } from '../bare/file-server.ts'
import { startChild } from '../child.ts'
import type { Bench, Figure } from '../figure.ts'
import { fetchFile, sendBytes, sendForm, type Errand } from '../files/transfer.ts'
import { createHttpClient } from '../http-client.ts'
import { prepareData, startProduct } from '../load/product.ts'
import { takeTurns } from '../rounds.ts'
import { makeTemporaryDirectory } from '../temporary-directory.ts'

const MEGABYTES = 100
const ROUNDS = 9
const MEMORY_ROUNDS = 3
const TIMES = 3
const LOOK_EVERY_MS = 20
/** By default a file may be half as large as the one that is measured. */
const environment = { LIMIT_FILE_SIZE: String(MEGABYTES) }

/** One side: sends a file, and fetches it or one like it. All in megabytes a second. */
interface Side {
  readonly send: () => Promise<number>
  readonly fetch: () => Promise<number>
}

interface Door {
  readonly url: string
  readonly channelId: string
  readonly token: string
}

/** A file that a message refers to, as nobody may fetch another. */
async function sendAttachment({ url, channelId, token }: Door): Promise<Errand> {
  const headers = { authorization: `Bearer ${token}` }
  const route = `/api/channels/${channelId}`
  const { answer } = await sendForm({ url: `${url}${route}/uploads`, headers }, MEGABYTES)
  using client = createHttpClient(url, token)
  const { status, body } = await client.post(`${route}/messages`, { content: 'large', attachments: [answer] })
  if (status !== 201) throw new Error(`The message was answered ${status}: ${body}`)
  return { url: `${url}${route}/uploads/${(answer as { key: string }).key}`, headers }
}

async function openOurs(door: Door): Promise<Side> {
  const errand = { url: `${door.url}/api/channels/${door.channelId}/uploads` }
  const headers = { authorization: `Bearer ${door.token}` }
  const attachment = await sendAttachment(door)
  return {
    send: async () => (await sendForm({ ...errand, headers }, MEGABYTES)).speed,
    fetch: () => fetchFile(attachment, MEGABYTES),
  }
}

async function openBare(url: string): Promise<Side> {
  const errand = { url: `${url}/file` }
  await sendBytes(errand, MEGABYTES)
  return {
    send: async () => (await sendBytes(errand, MEGABYTES)).speed,
    fetch: () => fetchFile(errand, MEGABYTES),
  }
}

/** Megabytes that a gateway which has just started grows to at most over what it was, while files come and go. */
async function growth(data: string, place: Omit<Door, 'url'>): Promise<number> {
  using gateway = await startProduct(data, { environment })
  const before = gateway.memory()
  let peak = before
  const looking = setInterval(() => {
    peak = Math.max(peak, gateway.memory())
  }, LOOK_EVERY_MS)
  try {
    const { send, fetch } = await openOurs({ ...place, url: gateway.url })
    for (let time = 0; time < TIMES; time += 1) {
      await send()
      await fetch()
    }
  } finally {
    clearInterval(looking)
  }
  return peak - before
}

/** Looked at apart from the speed, which looking costs something of. */
async function measureMemory(data: string, place: Omit<Door, 'url'>): Promise<Figure> {
  const growths: number[] = []
  for (let round = 0; round < MEMORY_ROUNDS; round += 1) growths.push(await growth(data, place))
  return { part: 'files/memory', unit: 'MB', ours: growths }
}

/** A file of 100 MB in and out of the gateway, beside a server that puts what comes into a file and sends that. */
export const files: Bench = {
  parts: ['files/upload', 'files/download', 'files/memory'],
  measure: async () => {
    await using directory = await makeTemporaryDirectory()
    const [data, kept] = ['ours', 'bare'].map((name) => path.join(directory.path, name))
    if (data === undefined || kept === undefined) throw new Error('There is no directory')
    await mkdir(kept)
    const { channelId, tokens } = await prepareData(data, 2)
    const place = { channelId, token: tokens[0] ?? '' }
    const memory = await measureMemory(data, place)
    using gateway = await startProduct(data, { environment })
    using bareServer = startChild<FileServer>(import.meta.resolve('../bare/file-server.ts'))
    const ours = await openOurs({ ...place, url: gateway.url })
    const bare = await openBare(await bareServer.call('start', { directory: kept }))
    return [
      { part: 'files/upload', unit: 'MB/s', ...(await takeTurns(ROUNDS, ours.send, bare.send)) },
      { part: 'files/download', unit: 'MB/s', ...(await takeTurns(ROUNDS, ours.fetch, bare.fetch)) },
      memory,
    ]
  },
}
