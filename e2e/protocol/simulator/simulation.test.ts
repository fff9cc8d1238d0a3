import { expect, test } from 'vitest'
import { startSimulation, VIRTUAL_START_MS } from '#gateway/simulator/simulation.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { stepsOf } from '../../fixtures/watched-gateway.ts'

const gateway = { port: 0, environment: {}, logLevel: 'error', previews: 'off' } as const

test('[SIM4] a simulation knows its people by name, and its time stands until it is moved', async () => {
  const simulation = await startSimulation({ scenario: 'demo', seed: 7, clock: 'virtual', gateway })
  try {
    const { clock, names, journal } = simulation
    expect(clock.now()).toBe(VIRTUAL_START_MS)
    expect(names.of(names.personId('samuel'))).toBe('samuel')
    expect(() => names.personId('nobody')).toThrow('There is no person "nobody"')
    expect(stepsOf(journal, 'connect').map(({ user }) => user)).toContain('samuel')
    // They talk once somebody is there to hear it.
    const { accessToken } = await simulation.gateway.parts.sessions.begin(names.personId('owner'), false)
    using owner = await readySocket(simulation.gateway.url, accessToken)
    await owner.settled()
    expect(stepsOf(journal, 'receive').filter(({ user }) => user !== 'owner')).toEqual([])
    clock.advance(60_000)
    await owner.wait('MESSAGE_CREATE')
    expect(clock.now()).toBe(VIRTUAL_START_MS + 60_000)
  } finally {
    await simulation.stop()
  }
})
