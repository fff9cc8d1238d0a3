import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { makeProfile, startDesktop } from './desktop-app.ts'
import { desktopTest } from './desktop-test.ts'
import { killGateway, untilBack } from './kill-gateway.ts'
import { accountsOf, innerAccount, relay } from './page-calls.ts'

desktopTest('[GATE1] a gateway that is killed comes back by itself, and the session with it', async () => {
  await using desktop = await startDesktop()
  const { app, page } = desktop
  const before = await innerAccount(page)
  await killGateway(desktop)
  await untilBack(desktop)
  assert.equal((await app.callsTo('utilityProcess.fork')).length, 2)
  const after = await innerAccount(page)
  assert.deepEqual([after.key, after.session], [before.key, 'open'])
  assert.equal((await relay(page, `${after.key}/api/users/@me`)).status, 200)
  assert.deepEqual(app.faults, [])
})

desktopTest('[GATE2] after three such ends in a minute people are told, and can try again', async () => {
  await using desktop = await startDesktop({ answers: { 'dialog.showMessageBox': { response: 1 } } })
  const { app, page } = desktop
  for (let round = 0; round < 4; round += 1) {
    await untilBack(desktop)
    await killGateway(desktop)
  }
  const { args } = await app.waitForCall('dialog.showMessageBox')
  const box = args.at(-1) as { message: string; buttons: string[] }
  assert.deepEqual([box.message, box.buttons], ['The gateway inside the app does not start', ['Try again', 'Not now']])
  assert.equal((await app.callsTo('utilityProcess.fork')).length, 4)
  const inner = await innerAccount(page)
  assert.deepEqual([inner.available, inner.session], [false, 'open'])
  assert.deepEqual(app.faults, [])
})

desktopTest('[GATE3] a taken port is no hindrance: the page is told the new address', async () => {
  await using profile = await makeProfile()
  await using first = await startDesktop({ userData: profile.userData })
  const { gateway, key } = await innerAccount(first.page)
  await first.app.close()

  const squatter = createServer()
  squatter.on('error', () => undefined)
  squatter.listen(Number(new URL(gateway).port), '127.0.0.1')
  await once(squatter, 'listening')
  try {
    await using second = await startDesktop({ userData: profile.userData })
    const inner = await innerAccount(second.page)
    assert.equal(inner.key, key)
    assert.deepEqual([inner.available, inner.needsReload], [true, false])
    assert.equal((await relay(second.page, `${key}/api/users/@me`)).status, 200)
    assert.deepEqual(second.app.faults, [])
  } finally {
    squatter.close()
  }
})

desktopTest('[GATE4] a second start of the same profile ends, and brings the first one forward', async () => {
  await using profile = await makeProfile()
  await using desktop = await startDesktop({ userData: profile.userData })
  const shown = (await desktop.app.callsTo('window.focus')).length
  await assert.rejects(startDesktop({ userData: profile.userData }), /ended before it was ready/)
  await desktop.app.waitForCall('window.focus', () => true)
  assert.ok((await desktop.app.callsTo('window.focus')).length > shown)
  assert.equal((await desktop.app.callsTo('utilityProcess.fork')).length, 1)
  assert.equal((await accountsOf(desktop.page)).length, 1)
  assert.deepEqual(desktop.app.faults, [])
})
