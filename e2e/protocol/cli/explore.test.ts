import path from 'node:path'
import { expect, test } from 'vitest'
import { runGateway } from '../gateway-process.ts'

const EXEC = ['exec', '--port', '0', '--no-web', '--seed', '7']
const client = path.join(import.meta.dirname, '../../fixtures/toy-client/toy-client.mjs')
const toy = (manner: string): string[] => ['--', process.execPath, client, manner]

test(
  '[EXPLORE3] a client that sends again what it got no answer to is found within 200 schedules, by one lost answer',
  { timeout: 120_000 },
  async () => {
    await using exploring = runGateway([...EXEC, '--explore', '200', ...toy('sloppy')])
    expect(await exploring.ended).toBe(9)
    const told = exploring.stderr()
    expect(told).toMatch(/^Schedule \d+ makes it end with 9; of its \d faults it takes 1:$/m)
    expect(told).toMatch(/^ {2}drop: http response POST \/api\/.*, number \d$/m)

    const [, replay = ''] = /^Again: mew-gateway (.*)$/m.exec(told) ?? []
    const [, faultText = ''] = /--fault '([^']+)'/.exec(replay) ?? []
    await using again = runGateway([...EXEC, '--fault', faultText, ...toy('sloppy')])
    expect(await again.ended).toBe(9)
    await using careful = runGateway([...EXEC, '--fault', faultText, ...toy('careful')])
    expect(await careful.ended).toBe(0)
  },
)

test('[EXPLORE3] one that looks first stands them all', { timeout: 60_000 }, async () => {
  await using exploring = runGateway([...EXEC, '--explore', '10', ...toy('careful')])
  expect([await exploring.ended, exploring.stderr()]).toEqual([0, '10 of 10 schedules stood\n'])
})

test('[EXPLORE4] a fault that is none ends with 2 and says where', async () => {
  await using wrong = runGateway([...EXEC, '--fault', '{"match":{"kind":"http"},"action":{"type":"melt"}}', ...toy('')])
  expect(await wrong.ended).toBe(2)
  expect(wrong.stderr()).toContain('at action.type')
  await using noJson = runGateway([...EXEC, '--fault', 'drop', ...toy('')])
  expect([await noJson.ended, noJson.stderr()]).toEqual([
    2,
    expect.stringContaining('--fault takes a fault as JSON') as string,
  ])
})
