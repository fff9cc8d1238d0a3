import { expect, test } from 'vitest'
import { Simulator } from '#gateway/simulator/testing/simulator.ts'

test('[TEST1] a tenant', async () => {
  await using sim = await Simulator.start({ seed: 42 })
  const times: number[] = []
  for (let i = 0; i < 50; i += 1) {
    const t = performance.now()
    {
      await using gw = await sim.tenant({ scenario: 'two-friends' })
      gw.users.alice.token
    }
    times.push(performance.now() - t)
  }
  times.sort((a, b) => a - b)
  console.log(times[0], times[25], times[49])
  {
    await using gw = await sim.tenant({ scenario: 'two-friends' })
    const bob = await gw.actor('bob')
    await bob.send('#general', 'hi')
    await gw.untilIdle()
    console.log(bob.heard)
    const v = await gw.viewOf('alice')
    console.log(JSON.stringify(v).slice(0, 3000))
    const m = v.servers[0]?.channels[0]?.messages[0]
    console.log(await gw.explain('alice', m!._id), await gw.explain('carol', m!._id), await gw.explain('bob', m!._id))
    await gw.assertClean()
  }
  expect(1).toBe(1)
})
