import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { startTestGateway } from '../fixtures/test-gateway.ts'
import { makeProfile, startDesktop, type Desktop } from './desktop-app.ts'
import { desktopTest } from './desktop-test.ts'
import { accountsOf, relay } from './page-calls.ts'

const form = { username: 'dora', email: 'dora@mew.example', password: 'correct horse' }

async function register({ page }: Desktop, gateway: string): Promise<string> {
  const outcome = await page.evaluate(([address, filled]) => window.bridge.register(address, filled), [
    gateway,
    form,
  ] as const)
  assert.equal(outcome.status, 'signed-in')
  return outcome.status === 'signed-in' ? outcome.account.key : ''
}

const stateOf = async ({ page }: Desktop, key: string): Promise<string | undefined> =>
  (await accountsOf(page)).find((account) => account.key === key)?.session

desktopTest(
  '[KEYS1] without a key store worth the name a session ends with the app, and nothing of it is written',
  async () => {
    await using remote = await startTestGateway()
    await using profile = await makeProfile()
    const answers = { 'safeStorage.backend': 'basic_text' }
    await using first = await startDesktop({ userData: profile.userData, answers })
    const key = await register(first, remote.url)
    assert.equal((await relay(first.page, `${key}/api/users/@me`)).status, 200)
    assert.equal(await first.app.close(), 0)
    assert.deepEqual(first.app.faults, [])
    assert.doesNotMatch(await readFile(path.join(profile.userData, 'accounts.json'), 'utf8'), /sealedToken/)

    await using second = await startDesktop({ userData: profile.userData, answers })
    assert.equal(await stateOf(second, key), 'ended')
  },
)

desktopTest(
  '[F38] a locked key store asks that account to sign in, lets the others work, and loses nothing',
  async () => {
    await using remote = await startTestGateway()
    await using profile = await makeProfile()
    await using first = await startDesktop({ userData: profile.userData })
    const key = await register(first, remote.url)
    await first.app.close()

    await using locked = await startDesktop({
      userData: profile.userData,
      answers: { 'safeStorage.temporarilyUnavailable': true },
    })
    assert.equal(await stateOf(locked, key), 'locked')
    const inner = (await accountsOf(locked.page)).find((account) => account.inner)
    assert.deepEqual([inner?.session, inner?.available], ['open', true])
    assert.equal((await relay(locked.page, `${key}/api/users/@me`)).code, 'signed-out')
    assert.match(locked.app.output(), /key store does not give out/)
    await locked.app.close()

    await using unlocked = await startDesktop({ userData: profile.userData })
    assert.equal(await stateOf(unlocked, key), 'open')
    assert.equal((await relay(unlocked.page, `${key}/api/users/@me`)).status, 200)
  },
)
