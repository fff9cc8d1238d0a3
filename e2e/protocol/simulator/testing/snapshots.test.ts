import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createRandom } from '#gateway/simulator/random.ts'
import { readSnapshot } from '#gateway/simulator/snapshots/snapshot-file.ts'
import { Simulator } from '#gateway/simulator/testing/simulator.ts'
import { createTemporaryDirectory } from '../../temporary-directory.ts'
import { formOf } from '../../form.ts'
import { request } from '../../web-client.ts'

test('[TEST12] a tenant begins as another was: what was said, its files, its time and its people', async () => {
  using directory = createTemporaryDirectory()
  await using sim = await Simulator.start({ seed: 9 })
  await using gw = await sim.tenant({ scenario: 'two-friends', clock: 'virtual' })
  await using alice = await gw.actor('alice')
  await gw.clock.advance('1h')
  await alice.send('#general', 'remember this')
  const form = formOf([{ field: 'file', filename: 'a.txt', data: 'a file' }])
  const headers = { authorization: `Bearer ${(await gw.signIn('alice')).token}`, ...form.headers }
  const sending = { method: 'POST', headers, raw: form.body }
  const upload = await request(`${gw.url}/api/channels/${gw.channel('general')}/uploads`, sending)
  const { key } = upload.body as { readonly key: string }
  const snapshot = await gw.snapshot()
  await snapshot.save(directory.path, 'before')
  await alice.send('#general', 'forget this')

  await using again = await sim.tenant({ snapshot, clock: 'virtual' })
  await using later = await sim.tenant({ snapshot: await sim.loadSnapshot(directory.path, 'before'), clock: 'virtual' })
  for (const tenant of [again, later]) {
    expect(tenant.clock.now()).toBe(snapshot.at)
    expect(tenant.users['bob']?.id).toBe(gw.users.bob.id)
    const [server] = (await tenant.viewOf('bob')).servers
    expect(server?.channels[0]?.messages.map(({ content }) => content)).toEqual(['remember this'])
    expect((await fetch(`${tenant.url}/static/${key}`)).status).toBe(200)
    await using bob = await tenant.actor('bob')
    await bob.send('#general', 'it goes on')
  }
  expect(gw.events.all({ emit: 'MESSAGE_CREATE' })).toHaveLength(2)
})

test('[TEST12] faults stand as they stood, and what they have struck is not forgotten', async () => {
  await using sim = await Simulator.start({ seed: 9 })
  await using gw = await sim.tenant()
  const health = { kind: 'http', path: '/api/health' } as const
  await gw.faults.add({ match: health, action: { type: 'status', status: 503 }, times: 2 })
  expect((await fetch(`${gw.url}/api/health`)).status).toBe(503)
  await using again = await sim.tenant({ snapshot: await gw.snapshot() })
  expect(again.faults.list()).toEqual(gw.faults.list())
  const statuses = []
  for (let times = 0; times < 2; times += 1) statuses.push((await fetch(`${again.url}/api/health`)).status)
  expect(statuses).toEqual([503, 200])
})

test('[TEST12] what is no snapshot, or is not whole, is refused by name', async () => {
  using directory = createTemporaryDirectory()
  await using sim = await Simulator.start({ seed: 9 })
  await expect(sim.loadSnapshot(directory.path, 'nothing')).rejects.toThrow('There is no snapshot "nothing"')
  await using gw = await sim.tenant()
  const snapshot = await gw.snapshot()
  await expect(snapshot.save(directory.path, '../out')).rejects.toThrow('no name for a snapshot')
  await snapshot.save(directory.path, 'cut')
  const file = path.join(directory.path, 'cut.snapshot')
  writeFileSync(file, readFileSync(file).subarray(0, -1))
  await expect(sim.loadSnapshot(directory.path, 'cut')).rejects.toThrow('it is not whole')
})

test('[F39] [TEST12] saving over one of the same name, killed at 50 moments, leaves the old or the new, whole', async () => {
  using directory = createTemporaryDirectory()
  const random = createRandom(39, 'kills')
  let last = 0
  for (let kills = 0; kills < 50; kills += 1) {
    const program = path.join(import.meta.dirname, 'save-forever.ts')
    const child = spawn(process.execPath, [program, directory.path, String(last + 1)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(child, 'close')
    const lines = createInterface(child.stdout)
    lines.on('line', (line) => {
      last = Number(line)
    })
    await once(lines, 'line')
    // Somewhere in the next one or two: there is nothing to wait for but time.
    await setTimeout(random.between(0, 25))
    child.kill('SIGKILL')
    await ended
    const { seed, database } = await readSnapshot(directory.path, 'kept')
    // The last it told of, or the one after, which it was killed before telling.
    expect([last, last + 1]).toContain(seed)
    expect(database.every((byte) => byte === seed % 251)).toBe(true)
    last = seed
  }
  expect(readdirSync(directory.path)).toContain('kept.snapshot')
}, 120_000)
