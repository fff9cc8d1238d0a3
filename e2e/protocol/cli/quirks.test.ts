import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { quirkNames } from '#shared/simulator/quirk-names.ts'
import { runGateway } from '../gateway-process.ts'

/** Somebody who makes five servers and looks into each, all at once. */
const loop = `
const ask = async (method, path, body, token) => (await fetch(process.env.MEW_API_BASE + path, {
  method,
  headers: { 'content-type': 'application/json', ...(token && { authorization: 'Bearer ' + token }) },
  body: body && JSON.stringify(body),
})).json()
const { token } = await ask('POST', '/auth/register',
  { email: 'ada@example.test', username: 'ada', password: 'a good long password' })
const servers = []
for (const name of ['1', '2', '3', '4', '5']) servers.push(await ask('POST', '/servers', { name }, token))
await Promise.all(servers.map(({ _id }) => ask('GET', '/servers/' + _id + '/channels', undefined, token)))
process.exitCode = Number(process.env.WANTED ?? 0)
`

const underReferee = (options: readonly string[], environment: Record<string, string> = {}) =>
  runGateway(
    ['exec', '--port', '0', '--no-web', ...options, '--', process.execPath, '--input-type=module', '-e', loop],
    environment,
  )

test('[REF10] exec --strict says what the command did wrong and ends with 5 where that ended with 0', async () => {
  await using strict = underReferee(['--strict'])
  expect(await strict.ended).toBe(5)
  expect(strict.stderr()).toMatch(
    /^strict: requests-per-server: \S+ asked GET \/api\/servers\/\*\/channels of 5 servers/m,
  )
  expect(strict.stderr()).toMatch(/^ {2}#\d+ answer GET \/api\/servers\//m)
})

test('[REF10] its own code goes before, and without --strict nobody looks', async () => {
  await using failing = underReferee(['--strict'], { WANTED: '7' })
  await using lax = underReferee([])
  expect(await failing.ended).toBe(7)
  expect(failing.stderr()).toContain('strict: requests-per-server')
  expect(await lax.ended).toBe(0)
  expect(lax.stderr()).not.toContain('strict')
})

test('[REF10] start --strict says it as it happens', async () => {
  await using gateway = runGateway(['start', '--port', '0', '--no-web'], { MEW_STRICT: 'yes' })
  const { url } = await gateway.ready
  const client = spawn(process.execPath, ['--input-type=module', '-e', loop], {
    env: { MEW_API_BASE: `${url}/api` },
    stdio: 'ignore',
  })
  expect(await once(client, 'close')).toEqual([0, null])
  await expect.poll(gateway.stderr).toContain('strict: requests-per-server')
})

test('[QUIRK10] --quirks turns them on, by option or environment', async () => {
  const look = `const answer = await fetch(process.env.MEW_API_BASE + '/nowhere')
    process.exitCode = answer.headers.get('content-type').startsWith('text/html') ? 0 : 1`
  const under = (options: readonly string[], environment: Record<string, string> = {}) =>
    runGateway(
      ['exec', '--port', '0', '--no-web', ...options, '--', process.execPath, '--input-type=module', '-e', look],
      environment,
    )
  await using named = under(['--quirks', 'stale-embed,pages-for-errors'])
  await using all = under([], { MEW_QUIRKS: 'reference' })
  await using none = under([])
  expect(await Promise.all([named.ended, all.ended, none.ended])).toEqual([0, 0, 1])
})

test('[QUIRK10] a slip in a name says which was probably meant, and nothing is started', async () => {
  await using gateway = runGateway(['start', '--port', '0', '--quirks', 'stale-embeds'])
  await expect(gateway.ready).rejects.toThrow('there is no "stale-embeds": did you mean stale-embed?')
  expect(await gateway.ended).toBe(2)
})

test('[QUIRK10] mew-gateway quirks lists them, for people and for programs', async () => {
  await using people = runGateway(['quirks'])
  await using programs = runGateway(['quirks', '--json'])
  await Promise.allSettled([people.ready, programs.ready])
  const firstWords = people
    .stdout()
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' ', 1)[0])
  expect(firstWords).toEqual(quirkNames)
  const listed = JSON.parse(programs.stdout()) as { name: string }[]
  expect(listed.map(({ name }) => name)).toEqual(quirkNames)
})
