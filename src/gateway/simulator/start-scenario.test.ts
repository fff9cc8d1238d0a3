import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { ScenarioError } from './scenarios.ts'
import { startScenario, type RunningScenario } from './start-scenario.ts'

const cleanUp: (() => unknown)[] = []

afterEach(async () => {
  for (const undo of cleanUp.splice(0).toReversed()) await undo()
})

async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'scenario-'))
  cleanUp.push(() => rm(directory, { recursive: true, force: true }))
  return directory
}

async function start(name: string, dataDirectory: string | undefined, seed = 3): Promise<RunningScenario> {
  const gateway = { port: 0, dataDirectory, ownerName: 'alma', environment: {}, logLevel: 'error' as const }
  const running = await startScenario(name, { seed, gateway })
  cleanUp.push(running.stop)
  return running
}

const countMessages = async ({ gateway }: RunningScenario): Promise<number> => {
  const { reader } = gateway.parts.database
  const row = await reader
    .selectFrom('message')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

test('[SCEN1] a kept world is not built again, and its people are found whatever seed is named', async () => {
  const directory = await newDirectory()
  const first = await start('demo', directory, 3)
  const owner = await first.gateway.parts.accounts.owner()
  const online = first.gateway.parts.realtime.sockets.users()
  const count = await countMessages(first)
  await first.stop()

  const second = await start('demo', directory, 4)
  expect(await countMessages(second)).toBe(count)
  expect(await second.gateway.parts.accounts.owner()).toBe(owner)
  expect(second.gateway.parts.realtime.sockets.users().toSorted()).toEqual(online.toSorted())
})

test('[SCEN2] a world is not poured over accounts that people made', async () => {
  const directory = await newDirectory()
  const empty = await start('empty', directory)
  await empty.gateway.parts.accounts.owner()
  await empty.stop()

  await expect(start('demo', directory)).rejects.toThrow(ScenarioError)
})

test('[SCEN3] an unknown scenario is said before anything is started', async () => {
  await expect(start('moon', undefined)).rejects.toThrow(
    'There is no scenario "moon": choose one of empty, demo, big-history, busy-server,',
  )
})

test('[SCEN4] where the people of a kept world are gone, the gateway serves all the same', async () => {
  const directory = await newDirectory()
  const first = await start('demo', directory)
  const owner = await first.gateway.parts.accounts.owner()
  await first.gateway.parts.database.write(async (writer) => {
    await writer.deleteFrom('user').where('id', '<>', owner).execute()
    return { result: undefined }
  })
  await first.stop()

  const second = await start('demo', directory)
  expect(second.gateway.parts.realtime.sockets.users()).toEqual([])
  expect((await fetch(`${second.gateway.url}/api/auth/config`)).status).toBe(200)
})
