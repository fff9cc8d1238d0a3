import { watch } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createRandom, type Random } from '#gateway/simulator/random.ts'
import { runGateway, runProgram, type GatewayProcess } from '../gateway-process.ts'
import { seedOfRun, sizeOf, tell } from '../proof.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'
import { createLedger, type Ledger, type Moment, type Told } from './ledger.ts'
import { makePlace, type Place } from './people.ts'
import { listAll, readDisk } from './stored.ts'
import { sendOnce, writeOverHttp, writeThroughSocket } from './writers.ts'

const KILLS = sizeOf('MEW_KILLS', { daily: 3, full: 20 })
const MOMENTS: readonly Moment[] = ['sent', 'answered', 'heard']
const LEAST_BEFORE_A_KILL = 20
const MOST_BEFORE_A_KILL = 200

interface Round {
  readonly number: number
  readonly place: Place
  readonly ledger: Ledger
  /** How many of which moments pass before the kill. */
  readonly moment: Moment
  readonly occurrence: number
}

/** Several writers over both ways in, and a kill among them. */
async function writeAndKill(gateway: GatewayProcess, round: Round): Promise<void> {
  const { number, place, ledger } = round
  const { url } = await gateway.ready
  ledger.at(round.moment, round.occurrence, () => gateway.child.kill('SIGKILL'))
  const [one, two, three] = place.people
  if (one === undefined || two === undefined || three === undefined) throw new Error('Three people write')
  const writing = (queue: string, person: typeof one): Parameters<typeof writeOverHttp>[0] => ({
    url,
    channel: place.channel,
    person,
    ledger,
    queue: `${number}${queue}`,
  })
  await Promise.all([
    writeOverHttp(writing('a', one)),
    writeOverHttp(writing('b', one)),
    writeOverHttp(writing('c', two)),
    writeThroughSocket(writing('d', two)),
    writeThroughSocket(writing('e', three)),
  ])
  expect(await gateway.ended).toBe('SIGKILL')
}

interface Findings {
  readonly twice: readonly string[]
  readonly lost: readonly Told[]
  readonly invented: readonly Told[]
}

const NONE: Findings = { twice: [], lost: [], invented: [] }

/** Exactly once, none invented, as they were told. */
function findingsOf(listed: readonly Told[], ledger: Ledger): Findings {
  const byNonce = Map.groupBy(listed, (row) => row.payload.clientNonce)
  const twice = [...byNonce].filter(([, rows]) => rows.length > 1).map(([nonce]) => nonce)
  const lost = [...ledger.acknowledged.values()].filter(
    (told) => byNonce.get(told.payload.clientNonce)?.[0]?._id !== told._id,
  )
  const invented = listed.filter((row) => {
    const attempt = ledger.attempts.get(row.payload.clientNonce)
    return attempt?.content !== row.content || attempt.author !== row.authorId._id
  })
  return { twice, lost, invented }
}

/** In the order of their times, and each writer's own in the order of writing. */
function expectOrder(listed: readonly Told[], ledger: Ledger): void {
  const byTime = listed.toSorted((a, b) => order(a.createdAt, b.createdAt) || order(a._id, b._id))
  expect(listed.map((row) => row._id)).toEqual(listed.map((row) => row._id).toSorted())
  expect(byTime).toEqual(listed)
  const places = new Map(listed.map((row, place) => [row.payload.clientNonce, place]))
  const queues = Map.groupBy(ledger.attempts.values(), (attempt) => attempt.queue)
  for (const [queue, attempts] of queues) {
    const stored = attempts.flatMap(({ nonce }) => places.get(nonce) ?? [])
    expect([queue, stored]).toEqual([queue, stored.toSorted((a, b) => a - b)])
  }
}

const order = (a: string, b: string): number => Number(a > b) - Number(a < b)

const someMoment = (random: Random): Pick<Round, 'moment' | 'occurrence'> => ({
  moment: random.pick(MOMENTS),
  occurrence: Math.floor(random.between(LEAST_BEFORE_A_KILL, MOST_BEFORE_A_KILL)),
})

/** What nobody knows about is sent again under its nonce: stored already or not, then it is there once. */
async function sendAgain(url: string, place: Place, ledger: Ledger): Promise<number> {
  const unknown = [...ledger.attempts.values()].filter(({ nonce }) => !ledger.acknowledged.has(nonce))
  for (const attempt of unknown) {
    const person = place.people.find(({ id }) => id === attempt.author)
    if (person === undefined) throw new Error(`Nobody wrote ${attempt.nonce}`)
    ledger.answered(await sendOnce(url, person, { ...attempt, channel: place.channel }))
  }
  return unknown.length
}

test(
  `[CLI8] ${KILLS} times killed under load: every acknowledged message is there once, none is invented, order holds`,
  { timeout: 60_000 + KILLS * 10_000 },
  async () => {
    using directory = createTemporaryDirectory()
    const seed = seedOfRun()
    tell(`${KILLS} kills, seed ${seed}`)
    const random = createRandom(seed, 'kills')
    const args = ['start', '--port', '0', '--no-web', '--data', directory.path]
    const ledger = createLedger()
    let place: Place
    {
      await using gateway = runGateway(args)
      place = await makePlace((await gateway.ready).url, ['olga', 'pavel', 'quinn'])
    }
    let unknown = 0
    for (let number = 0; number < KILLS; number += 1) {
      {
        await using gateway = runGateway(args)
        await writeAndKill(gateway, { number, place, ledger, ...someMoment(random) })
      }
      const disk = readDisk(directory.path)
      expect([disk.integrity, disk.broken]).toEqual([[{ integrity_check: 'ok' }], []])
      await using gateway = runGateway(args)
      const { url } = await gateway.ready
      const [reader] = place.people
      if (reader === undefined) throw new Error('Nobody reads')
      const listed = await listAll(url, place.channel, reader)
      expect(disk.messages.map((row) => row.id)).toEqual(listed.map((row) => row._id))
      expect(findingsOf(listed, ledger)).toEqual(NONE)
      expectOrder(listed, ledger)
      const newest = listed.at(-1)?._id ?? ''
      const repeated = await sendAgain(url, place, ledger)
      unknown += repeated
      const after = await listAll(url, place.channel, reader)
      expect(after.slice(0, listed.length)).toEqual(listed)
      expect(after.slice(listed.length).every((row) => row._id > newest)).toBe(true)
      expect(after).toHaveLength(ledger.attempts.size)
    }
    tell(`${KILLS} kills: ${ledger.acknowledged.size} messages each there once, ${unknown} of them unanswered at first`)
    expect(ledger.attempts.size).toBeGreaterThan(KILLS * 5)
  },
)

test('[CLI8] a gateway that answers before it commits is caught by killing it', { timeout: 60_000 }, async () => {
  using directory = createTemporaryDirectory()
  // Far longer than an answer takes to arrive, however busy the machine is.
  const args = ['250', '--data', directory.path]
  const early = { program: path.join(import.meta.dirname, 'early-gateway.ts') }
  const ledger = createLedger()
  let place: Place
  {
    await using gateway = runProgram(args, early)
    place = await makePlace((await gateway.ready).url, ['olga', 'pavel', 'quinn'])
  }
  {
    await using gateway = runProgram(args, early)
    await writeAndKill(gateway, { number: 0, place, ledger, moment: 'answered', occurrence: 3 })
  }
  await using gateway = runProgram(args, early)
  const [reader] = place.people
  if (reader === undefined) throw new Error('Nobody reads')
  const listed = await listAll((await gateway.ready).url, place.channel, reader)
  expect(findingsOf(listed, ledger).lost).not.toEqual([])
})

/** Kills it at the given change of its directory, unless it is ready before that. */
async function killWhileItStarts(args: readonly string[], directory: string, changes: number): Promise<void> {
  await using gateway = runGateway(args)
  let left = changes
  const watcher = watch(directory, () => {
    left -= 1
    if (left === 0) gateway.child.kill('SIGKILL')
  })
  await Promise.race([gateway.ready.catch(() => undefined), gateway.ended])
  watcher.close()
}

test(
  '[CLI8] killed at any moment of its first start, it starts the next time with its whole world',
  { timeout: 60_000 + KILLS * 10_000 },
  async () => {
    const seed = seedOfRun()
    const random = createRandom(seed, 'starts')
    const starts = Math.ceil(KILLS / 3)
    tell(`${starts} kills while it starts, seed ${seed}`)
    for (let start = 0; start < starts; start += 1) {
      using directory = createTemporaryDirectory()
      const args = ['start', '--port', '0', '--no-web', '--scenario', 'demo', '--data', directory.path]
      await killWhileItStarts(args, directory.path, 1 + Math.floor(random.between(0, 60)))
      await using gateway = runGateway(args)
      const { url } = await gateway.ready
      expect((await fetch(`${url}/api/health`)).status).toBe(200)
      const { integrity, broken, messages } = readDisk(directory.path)
      expect([integrity, broken]).toEqual([[{ integrity_check: 'ok' }], []])
      expect(messages.length).toBeGreaterThan(100)
    }
  },
)
