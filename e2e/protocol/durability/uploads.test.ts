import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { createRandom, type Random } from '#gateway/simulator/random.ts'
import { startTestGateway } from '../../fixtures/test-gateway.ts'
import { formOf } from '../form.ts'
import { runGateway, type GatewayProcess } from '../gateway-process.ts'
import { seedOfRun, sizeOf, tell } from '../proof.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'
import { request } from '../web-client.ts'
import { makePlace, type Person, type Place } from './people.ts'
import { listAll } from './stored.ts'

const KILLS = sizeOf('MEW_UPLOAD_KILLS', { daily: 3, full: 20 })
const DAY_MS = 24 * 60 * 60_000
/** Several chunks of a stream, so that a kill finds some of them written. */
const LEAST_BYTES = 1_000
const MOST_BYTES = 3_000_000

interface Sending {
  readonly url: string
  readonly place: Place
  readonly person: Person
  readonly random: Random
  /** Told of every upload that was answered. */
  readonly onUpload: () => void
}

/** Every byte says how many there are: half a file, or one that was mixed up with another, cannot look right. */
const contentOf = (size: number): Buffer => Buffer.alloc(size, `${size} `)

/** Uploads and attaches, one after the other, until the gateway is gone. */
async function sendFiles({ url, place, person, random, onUpload }: Sending): Promise<void> {
  const at = `${url}/api/channels/${place.channel}`
  const headers = { authorization: `Bearer ${person.token}` }
  try {
    for (;;) {
      const size = Math.floor(random.between(LEAST_BYTES, MOST_BYTES))
      const form = formOf([{ field: 'file', filename: 'a.bin', data: contentOf(size) }])
      const sending = { method: 'POST', headers: { ...headers, ...form.headers }, raw: form.body }
      const { body } = await request(`${at}/uploads`, sending)
      onUpload()
      await request(`${at}/messages`, { method: 'POST', headers, json: { attachments: [body] } })
    }
  } catch {
    // Killed.
  }
}

async function uploadAndKill(gateway: GatewayProcess, place: Place, random: Random): Promise<void> {
  const { url } = await gateway.ready
  let left = Math.floor(random.between(1, 12))
  const onUpload = (): void => {
    left -= 1
    if (left === 0) setTimeout(() => gateway.child.kill('SIGKILL'), random.between(0, 15))
  }
  await Promise.all(place.people.map((person) => sendFiles({ url, place, person, random, onUpload })))
  expect(await gateway.ended).toBe('SIGKILL')
}

interface Attached {
  readonly attachments: readonly { readonly key: string; readonly size: number }[]
}

/** Every file that a message refers to is there, whole. Answers with their keys. */
async function expectWhole(url: string, place: Place): Promise<string[]> {
  const [reader] = place.people
  if (reader === undefined) throw new Error('Nobody reads')
  const messages = (await listAll(url, place.channel, reader)) as unknown as readonly Attached[]
  const files = messages.flatMap(({ attachments }) => attachments)
  for (const { key, size } of files) {
    const { status, bytes } = await request(`${url}/static/${key}`)
    expect([key, status, bytes.equals(contentOf(size))]).toEqual([key, 200, true])
  }
  return files.map(({ key }) => key)
}

test(
  `[SWEEP3] ${KILLS} times killed during uploads: what messages refer to is there and whole, the rest is swept`,
  { timeout: 60_000 + KILLS * 10_000 },
  async () => {
    using directory = createTemporaryDirectory()
    const seed = seedOfRun()
    const random = createRandom(seed, 'uploads')
    const args = ['start', '--port', '0', '--no-web', '--data', directory.path]
    let place: Place
    {
      await using gateway = runGateway(args)
      place = await makePlace((await gateway.ready).url, ['olga', 'pavel', 'quinn'])
    }
    let kept: string[] = []
    for (let number = 0; number < KILLS; number += 1) {
      {
        await using gateway = runGateway(args)
        await uploadAndKill(gateway, place, random)
      }
      await using gateway = runGateway(args)
      kept = await expectWhole((await gateway.ready).url, place)
    }
    const stored = (): string[] => readdirSync(path.join(directory.path, 'files')).toSorted()
    const left = stored().length - kept.length
    tell(`${KILLS} kills: ${kept.length} files of messages, ${left} left over, seed ${seed}`)
    expect(kept.length).toBeGreaterThan(0)

    const clock = createHandDrivenClock(Date.now())
    await using home = await startTestGateway({ clock, scenario: 'empty', dataDirectory: directory.path })
    clock.advance(DAY_MS + 3_600_000)
    await expect.poll(stored, { timeout: 20_000 }).toEqual(kept.toSorted())
    expect((await request(`${home.url}/static/${kept[0] ?? ''}`)).status).toBe(200)
  },
)

/** A disk of its own for a directory, which is soon full. */
function mountSmallDisk(directory: string): Disposable {
  mkdirSync(directory, { mode: 0o700 })
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', directory], { stdio: 'ignore' })
  return {
    [Symbol.dispose]: () => {
      execFileSync('umount', ['-l', directory], { stdio: 'ignore' })
    },
  }
}

function mayMount(): boolean {
  using directory = createTemporaryDirectory()
  try {
    using _disk = mountSmallDisk(path.join(directory.path, 'disk'))
    return true
  } catch {
    return false
  }
}

test.skipIf(!mayMount())(
  '[HTTP9] [SWEEP3] on a full disk an upload is 503 and leaves nothing, and what is there is still read',
  async () => {
    using directory = createTemporaryDirectory()
    const files = path.join(directory.path, 'files')
    using _disk = mountSmallDisk(files)
    await using home = await startTestGateway({ dataDirectory: directory.path, logLevel: 'silent' })
    const at = `${home.url}/api/channels/${home.channel('general')}`
    const headers = { authorization: `Bearer ${await home.tokenOf('bob')}` }
    const send = async (size: number): Promise<readonly [number, unknown]> => {
      const form = formOf([{ field: 'file', filename: 'a.bin', data: contentOf(size) }])
      const sending = { method: 'POST', headers: { ...headers, ...form.headers }, raw: form.body }
      const { status, body } = await request(`${at}/uploads`, sending)
      return [status, body]
    }
    const [status, first] = await send(600_000)
    expect(status).toBe(201)
    expect(await send(600_000)).toEqual([503, { message: 'The gateway cannot store anything at the moment' }])
    const { key } = first as { key: string }
    expect(readdirSync(files)).toEqual([key])
    const said = await request(`${at}/messages`, { method: 'POST', headers, json: { attachments: [first] } })
    expect(said.status).toBe(201)
    expect((await request(`${home.url}/static/${key}`)).bytes.equals(contentOf(600_000))).toBe(true)
    expect((await send(100_000))[0]).toBe(201)
  },
)
