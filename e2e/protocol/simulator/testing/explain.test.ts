import { expect, test } from 'vitest'
import type { FaultSpec, Tenant } from '#gateway/simulator/testing/api.ts'
import { Simulator } from '#gateway/simulator/testing/simulator.ts'

const toAlice: FaultSpec['match'] = { kind: 'emit', user: 'alice', event: 'MESSAGE_CREATE' }

/** Why alice did or did not get what bob says in #general, with one fault in the way. */
async function becauseOf(gw: Tenant, action: FaultSpec['action']): Promise<readonly unknown[]> {
  await using bob = await gw.actor('bob')
  await gw.faults.add({ name: 'in the way', match: toAlice, action, times: 1 })
  const { _id } = await bob.send('#general', action.type)
  await gw.untilIdle()
  const { got, because } = await gw.explain('alice', _id)
  return [got, because]
}

test('[TEST10] who got a message is told by which way, and who did not by what stood in it', async () => {
  await using sim = await Simulator.start({ seed: 3 })
  await using gw = await sim.tenant({ scenario: 'two-friends' })
  await using bob = await gw.actor('bob')
  const early = await bob.send('#general', 'early')
  expect((await gw.explain('alice', early._id)).because).toBe('alice had no socket when it was sent.')

  await using alice = await gw.actor('alice')
  const { _id } = await bob.send('#general', 'hello')
  await alice.wait('MESSAGE_CREATE')
  const got = await gw.explain('alice', _id)
  expect(got).toMatchObject({ user: 'alice', got: true, mayView: true, because: 'It was sent to alice#1.' })
  const chain = gw.events.all({ where: ({ cursor }) => got.chain.includes(cursor) })
  expect(chain.map(({ kind }) => kind)).toEqual(['request', 'commit', 'emit'])
  expect(got.permissions.at(-1)).toMatchObject({ by: 'owner', effect: 'allows' })

  expect(await becauseOf(gw, { type: 'drop' })).toEqual([
    false,
    'It was dropped on its way to alice#1 by the fault "in the way".',
  ])
  expect(await becauseOf(gw, { type: 'hold' })).toEqual([
    false,
    'It is kept on its way to alice#1 by the fault "in the way".',
  ])
  await gw.faults.release()
  expect(await becauseOf(gw, { type: 'duplicate' })).toEqual([true, 'It was sent to alice#1.'])
  await expect(gw.explain('alice', 'f'.repeat(24))).rejects.toThrow('There is no message')
})

test('[TEST10] who may not see it is told which role or override decided', async () => {
  await using sim = await Simulator.start({ seed: 3 })
  await using gw = await sim.tenant({
    world: {
      people: ['ann', 'ben', 'cat'].map((ref) => ({ ref, username: `${ref}_x` })),
      servers: [
        {
          ref: 'home',
          name: 'Home',
          owner: 'ann',
          members: ['ben'],
          roles: [{ ref: 'crew', name: 'Crew', color: '#112233', members: [] }],
          channels: [{ ref: 'crew-only', name: 'crew-only', onlyRoles: ['crew'] }],
        },
      ],
    },
  })
  await using ann = await gw.actor('ann')
  await using _ben = await gw.actor('ben')
  const { _id } = await ann.send('#crew-only', 'for the crew')
  await gw.untilIdle()
  const ben = await gw.explain('ben', _id)
  expect(ben).toMatchObject({ got: false, mayView: false, deliveries: [] })
  expect(ben.because).toBe('ben may not view #crew-only: everyone override decided.')
  expect(ben.permissions.at(-1)).toEqual({ by: 'everyone override', permission: 'VIEW_CHANNEL', effect: 'denies' })
  expect((await gw.explain('cat', _id)).because).toBe('cat is not in the place of #crew-only.')
})
