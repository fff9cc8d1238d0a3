import { AxeBuilder } from '@axe-core/playwright'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import type { SimulatorState } from '#shared/simulator/control.ts'
import { INSPECTOR_BASE } from '#shared/simulator/control-paths.ts'
import { startControlled } from '../fixtures/controlled-gateway.ts'
import { addressOf, channelOf, eventLog, expect, inspectorRoot, row, say, startPage, test } from './inspector-page.ts'

const run = promisify(execFile)

// Each is a whole session at a page that has much to draw.
test.slow()

test('[INSP1] the inspector opens with a code once, keeps its token, and says how to get another', async ({
  page,
  home,
  context,
}) => {
  const address = await addressOf(home)
  await page.goto(address)
  await expect(eventLog(page)).toBeVisible()
  expect(page.url()).toBe(home.control + INSPECTOR_BASE)
  await page.reload()
  await expect(eventLog(page)).toBeVisible()

  const second = await context.newPage()
  await second.goto(address)
  await expect(second.getByText('This page opens with a code')).toBeVisible()
  await expect(second.getByText('This code is not one, has been used, or is too old')).toBeVisible()
  await expect(second.getByText('mew-gateway inspector')).toBeVisible()
  await second.goto(home.control + INSPECTOR_BASE)
  await second.reload()
  await expect(second.getByText('This address has no code')).toBeVisible()
  await expect(eventLog(second)).toHaveCount(0)
})

test('[INSP16] no other page gets at it: not by a request, not in a frame, not by its window', async ({
  page,
  home,
}) => {
  await using elsewhere = await startPage('<title>Elsewhere</title>')
  await page.goto(elsewhere.url)
  const address = await addressOf(home)
  const before = await home.ask('GET', '/state')

  // What a page may send without being asked for leave, with all that it could know; and a request that asks for it.
  const tried = await page.evaluate(
    async ({ control, inspector }) => {
      const code = new URL(inspector).hash.slice('#code='.length)
      const knocks = [
        [`${control}/__mew/v1/session`, { method: 'POST', mode: 'no-cors', body: JSON.stringify({ code }) }],
        [`${control}/__mew/v1/reset`, { method: 'POST', mode: 'no-cors' }],
        [`${control}/__mew/v1/state`, {}],
        [`${control}/__mew/inspector/`, {}],
      ] as const
      const read = knocks.map(async ([url, init]) => {
        const answer = await fetch(url, init).catch(() => undefined)
        return (await answer?.text()) ?? ''
      })
      return Promise.all(read)
    },
    { control: home.control, inspector: address },
  )
  expect(tried).toEqual(['', '', '', ''])
  expect(await home.ask('GET', '/state')).toMatchObject({ body: { run: (before.body as SimulatorState).run } })

  const framed = page.waitForEvent('console', (message) => /frame/i.test(message.text()))
  await page.evaluate((src) => {
    const frame = document.createElement('iframe')
    frame.src = src
    document.body.append(frame)
  }, address)
  await framed
  const window = page.waitForEvent('popup')
  await page.evaluate((url) => {
    Object.assign(globalThis, { opened: open(url) })
  }, address)
  const popup = await window
  // The code is still good: neither the request nor the frame has had it.
  await expect(eventLog(popup)).toBeVisible()
  expect(await popup.evaluate(() => opener === null)).toBe(true)
  expect(await page.evaluate(() => (Reflect.get(globalThis, 'opened') as Window).closed)).toBe(true)
})

test('[INSP17] its first load takes at most 200 kB of scripts, as they are sent packed', async () => {
  const page = await readFile(path.join(inspectorRoot, 'index.html'), 'utf8')
  const scripts = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, file = '']) => file)
  expect(scripts.length).toBeGreaterThan(0)
  const packed = scripts.map(async (file) => gzipSync(await readFile(path.join(inspectorRoot, file))).length)
  expect((await Promise.all(packed)).reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(200_000)
})

test('[INSP2] [INSP3] [INSP4] [INSP5] what happens stands in the log, is looked for, and says where it came from and why', async ({
  inspector: page,
  home,
}) => {
  using alice = await readySocket(home.simulation.gateway.url, await home.tokenOf('alice'))
  const people = page.getByRole('region', { name: 'People' })
  await expect(people.getByText('1 of 3 connected')).toBeVisible()
  const message = await say(home, 'bob', 'four berths until Tuesday')
  await alice.wait('MESSAGE_CREATE')
  await expect(row(page, 'POST', '/channels/general/messages', 'bob', '201')).toBeVisible()
  await expect(row(page, 'MESSAGE_CREATE', '#general', '1 socket')).toBeVisible()

  const filter = page.getByRole('searchbox', { name: 'Filter events' })
  const delivery = row(page, 'MESSAGE_CREATE', 'alice', 'delivered')
  await page.getByRole('button', { name: 'Deliveries' }).click()
  await filter.fill('event:message_create not:user:bob')
  await expect(eventLog(page).getByRole('row')).toHaveCount(2)
  await expect(page.getByRole('status', { name: /^1 of \d+ events shown$/ })).toBeVisible()
  await delivery.click()

  const detail = page.getByRole('complementary', { name: /^Event \d+$/ })
  const causes = detail.getByRole('region', { name: 'Causes' }).getByRole('listitem')
  await expect(causes).toContainText([
    'POST /channels/general/messages',
    'MESSAGE_CREATE to #general',
    'delivery to alice, delivered',
  ])
  const payload = detail.getByRole('tree', { name: 'Payload' })
  await expect(payload.getByRole('treeitem', { name: `_id: "${message}"` })).toBeVisible()
  await expect(payload.getByRole('treeitem', { name: 'content: "four berths until Tuesday"' })).toBeVisible()
  await payload.getByRole('treeitem', { name: 'authorId' }).click()
  await expect(payload.getByRole('treeitem', { name: 'username: "bob"' })).toHaveCount(0)

  await detail.getByRole('button', { name: 'Why did alice get it?' }).click()
  await expect(detail.getByRole('status', { name: 'Why alice got it' })).toContainText('It was sent to alice#1.')
  await detail.getByRole('button', { name: 'Somebody else' }).click()
  await page.getByRole('menuitem', { name: 'carol' }).click()
  const why = detail.getByRole('status', { name: 'Why carol did not get it' })
  await expect(why).toContainText('carol did not get it.')
  await expect(why.getByText('denies').or(why.getByText('says nothing')).first()).toBeVisible()

  await causes.first().getByRole('button').click()
  await expect(detail.getByRole('tree', { name: 'Sent' })).toContainText('four berths')
  await expect(detail.getByRole('tree', { name: 'Answer' })).toContainText(message)

  await filter.fill('')
  await page.getByRole('button', { name: 'All', exact: true }).click()
  await page.getByRole('button', { name: /^general/, pressed: false }).click()
  await expect(row(page, 'handshake')).toHaveCount(0)
  await expect(delivery).toBeVisible()
})

test('[INSP6] a switch holds what is on its way, says so, and lets it go', async ({ inspector: page, home }) => {
  using alice = await readySocket(home.simulation.gateway.url, await home.tokenOf('alice'))
  const faults = page.getByRole('region', { name: 'Faults' })
  await faults.getByRole('switch', { name: 'Hold deliveries' }).click()
  await expect(faults.getByRole('switch', { name: 'Hold deliveries' })).toBeChecked()
  await say(home, 'bob', 'wait for it')
  await row(page, 'MESSAGE_CREATE', 'alice', 'held').click()
  const detail = page.getByRole('complementary', { name: /^Event \d+$/ })
  await expect(detail.getByText('Held, not lost.')).toBeVisible()
  await detail.getByRole('button', { name: 'Why did alice not get it?' }).click()
  await expect(detail.getByRole('status', { name: 'Why alice did not get it' })).toContainText('Hold deliveries')
  expect(alice.all('MESSAGE_CREATE')).toEqual([])
  await detail.getByRole('button', { name: 'Release' }).click()
  await alice.wait('MESSAGE_CREATE')
  await expect(row(page, 'MESSAGE_CREATE', 'alice', 'after a hold')).toBeVisible()
  await expect(detail.getByText('Held, not lost.')).toHaveCount(0)
  await expect(faults.getByText(/^struck \d+ times?, until released$/)).toBeVisible()
  await faults.getByRole('switch', { name: 'Hold deliveries' }).click()
  await expect(faults.getByRole('switch', { name: 'Hold deliveries' })).not.toBeChecked()

  await faults.getByRole('button', { name: 'Edit rules' }).click()
  const rules = page.getByRole('textbox', { name: 'Rules as JSON' })
  const own = { name: 'Mine', match: { kind: 'http' }, action: { type: 'drop' }, tims: 1 }
  await rules.fill(JSON.stringify([own]))
  await page.getByRole('button', { name: 'Save rules' }).click()
  await expect(page.getByRole('alert')).toContainText('[0] Unrecognized key: "tims"')
  await rules.fill(JSON.stringify([{ ...own, tims: undefined, probability: 0.5 }]))
  await page.getByRole('button', { name: 'Save rules' }).click()
  await expect(faults.getByRole('switch', { name: 'Mine' })).toBeChecked()
  await expect(faults.getByText('not struck yet, drop, 50 %')).toBeVisible()
  await faults.getByRole('button', { name: 'Add a profile of faults' }).click()
  await page.getByRole('menuitem', { name: 'adversarial' }).click()
  await expect(faults.getByText(/^not struck yet, adversarial/).first()).toBeVisible()
})

test('[INSP7] anybody is spoken as, a connection broken, the clock stopped, moved and let run', async ({
  inspector: page,
  home,
}) => {
  using alice = await readySocket(home.simulation.gateway.url, await home.tokenOf('alice'))
  await page.getByRole('button', { name: 'Speak as bob' }).click()
  const bar = page.getByRole('form', { name: 'Speak as bob' })
  await expect(bar.getByRole('button', { name: 'Channel: general' })).toBeVisible()
  await bar.getByRole('button', { name: 'Channel: general' }).click()
  await page.getByRole('menuitemradio', { name: 'random' }).click()
  await bar.getByRole('textbox', { name: 'Message' }).fill('by the inspector')
  await page.keyboard.press('Enter')
  await alice.wait('MESSAGE_CREATE', ({ content }: { content: string }) => content === 'by the inspector')
  await expect(bar.getByRole('textbox', { name: 'Message' })).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(bar).toHaveCount(0)

  const clock = page.getByRole('group', { name: /clock/i })
  await clock.getByRole('button', { name: 'Pause the clock' }).click()
  await expect(clock.getByText('Paused')).toBeVisible()
  const before = home.simulation.clock.now()
  await clock.getByRole('button', { name: '+5 min' }).click()
  await expect(row(page, 'clock moved', '+300 s')).toBeVisible()
  expect(home.simulation.clock.now()).toBe(before + 300_000)
  const shown = new Date(before + 300_000).toISOString()
  await expect(clock.locator(`time[datetime="${shown}"]`)).toBeVisible()
  await clock.getByRole('button', { name: 'Resume the clock' }).click()
  await expect(clock.getByText('Paused')).toHaveCount(0)

  await page
    .getByRole('region', { name: 'People' })
    .getByRole('button', { name: /^alice/ })
    .click()
  const person = page.getByRole('complementary', { name: 'Person alice' })
  await expect(person).toContainText('#general')
  const gone = new Promise((resolve) => alice.socket.once('disconnect', resolve))
  await person.getByRole('button', { name: 'Break' }).click()
  await gone
  await expect(row(page, 'socket closed', 'alice')).toBeVisible()
})

test('[INSP11] [INSP13] a snapshot is saved, gone back to and taken away; a reset and another scenario begin another list', async ({
  inspector: page,
  home,
}) => {
  const kept = await say(home, 'bob', 'this stays')
  await page.getByRole('button', { name: 'Snapshot', exact: true }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Before it')
  await page.getByRole('button', { name: 'Save snapshot' }).click()
  await expect(page.getByText('Small letters, digits and dashes, at most 64 of them.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('before-it')
  await page.getByRole('button', { name: 'Save snapshot' }).click()
  const snapshots = page.getByRole('region', { name: 'Snapshots' })
  await expect(snapshots.getByRole('button', { name: /before-it/ })).toBeVisible()

  const lost = await say(home, 'bob', 'this goes')
  await expect(row(page, 'MESSAGE_CREATE', 'this goes')).toBeVisible()
  await snapshots.getByRole('button', { name: /before-it/ }).click()
  await page.getByRole('menuitem', { name: 'Restore' }).click()
  await page.getByRole('button', { name: 'Restore snapshot' }).click()
  await expect(row(page, 'this goes')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Speak as bob' })).toBeVisible()
  const state = async (): Promise<SimulatorState> => (await home.ask('GET', '/state')).body as SimulatorState
  expect((await state()).run).toBe(2)
  const view = JSON.stringify((await home.ask('GET', '/view?user=bob')).body)
  expect([view.includes(kept), view.includes(lost)]).toEqual([true, false])

  await page.getByRole('button', { name: 'Reset', exact: true }).click()
  await page.getByRole('button', { name: 'Reset gateway' }).click()
  await expect(page.getByText('This world has nobody in it.')).toBeVisible()
  await page.getByRole('button', { name: /^Scenario: empty/ }).click()
  await page.getByRole('menuitemradio', { name: /^two-friends/ }).click()
  await page.getByRole('button', { name: 'Start scenario' }).click()
  await expect(page.getByRole('button', { name: /^Scenario: two-friends/ })).toBeVisible()
  expect((await state()).run).toBe(4)

  await snapshots.getByRole('button', { name: /before-it/ }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(snapshots.getByText('None has been saved.')).toBeVisible()
})

test('[INSP14] a run is replayed in a gateway of its own, and left again', async ({ page }) => {
  const realTime = createHandDrivenClock(0)
  await using home = await startControlled({ inspectorRoot, realTime, scenario: 'two-friends' })
  await say(home, 'bob', 'this happened')
  const { now } = (await home.ask('GET', '/clock')).body as { now: number }
  await page.goto(await addressOf(home))
  await expect(row(page, 'MESSAGE_CREATE', 'this happened')).toBeVisible()
  const tenants = async (): Promise<unknown> => (await home.ask('GET', '/tenants')).body
  const banner = page.getByText('Replay of run 1 in a gateway of its own.')

  await page.getByRole('button', { name: 'Replay' }).click()
  await expect(banner).toBeVisible()
  await expect(page.getByText('Paused')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Reset', exact: true })).toHaveCount(0)
  await expect(row(page, 'MESSAGE_CREATE', 'this happened')).toHaveCount(0)
  await page.getByRole('button', { name: '+1 h' }).click()
  await expect(row(page, 'MESSAGE_CREATE', 'this happened')).toBeVisible()
  expect(await tenants()).toHaveLength(1)
  expect(home.simulation.clock.now() - now).toBeLessThan(3_600_000)
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(banner).toHaveCount(0)
  await expect(row(page, 'MESSAGE_CREATE', 'this happened')).toBeVisible()
  await expect.poll(tenants).toEqual([])

  await page.getByRole('button', { name: 'Replay' }).click()
  await expect(banner).toBeVisible()
  realTime.advance(31_000)
  await expect(banner).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Reset', exact: true })).toBeVisible()
  await expect(row(page, 'MESSAGE_CREATE', 'this happened')).toBeVisible()
})

test('[INSP15] what a client did wrong is listed, and leads to the step that shows it', async ({ page }) => {
  await using home = await startControlled({ inspectorRoot, strict: true })
  await page.goto(await addressOf(home))
  const findings = page.getByRole('region', { name: 'Findings' })
  await expect(findings.getByText('No client has done anything wrong.')).toBeVisible()
  await home.ask('POST', '/faults', {
    match: { kind: 'http', path: '/api/users/@me' },
    action: { type: 'status', status: 429, retryAfterSeconds: 60 },
    times: 1,
  })
  const asked = { user: 'alice', method: 'GET', path: '/users/@me' }
  for (let times = 0; times < 2; times += 1) await home.ask('POST', '/commands', asked)
  await findings.getByRole('button', { name: /^ignored-retry-after, alice/ }).click()
  await expect(page.getByRole('complementary', { name: /^Event \d+$/ })).toContainText('GET /users/@me')
  await expect(eventLog(page).getByRole('row', { selected: true })).toContainText('/users/@me')
})

test('[INSP8] a request is copied as curl without a secret, and that asks the same again', async ({
  inspector: page,
  home,
}) => {
  using alice = await readySocket(home.simulation.gateway.url, await home.tokenOf('alice'))
  await alice.settled()
  const route = `/channels/${channelOf(home, 'general')}/messages`
  const asked = { user: 'alice', method: 'GET', path: route }
  const { body: first } = (await home.ask('POST', '/commands', asked)).body as { body: object }
  await row(page, 'GET', '/channels/general/messages', '200').click()
  const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText())
  const env = { MEW_TOKEN: await home.tokenOf('alice'), MEW_CONTROL_TOKEN: home.token, PATH: process.env['PATH'] }
  const ask = async (command: string): Promise<unknown> => {
    const { stdout } = await run('/bin/sh', ['-c', command.replace('curl', 'curl --silent')], { env })
    return JSON.parse(stdout)
  }

  await page.getByRole('button', { name: 'Copy as curl', exact: true }).click()
  await expect.poll(copied).toContain(`${home.simulation.gateway.url}/api${route}`)
  expect(await copied()).toContain('Bearer $MEW_TOKEN')
  expect(await ask(await copied())).toEqual(first)

  await page.getByRole('button', { name: 'More ways to copy as curl' }).click()
  await page.getByRole('menuitem', { name: 'As a call of the control API' }).click()
  await expect.poll(copied).toContain('Bearer $MEW_CONTROL_TOKEN')
  expect(await ask(await copied())).toEqual({ status: 200, body: first })

  await page.getByRole('button', { name: 'More ways to copy as curl' }).click()
  await page.getByRole('menuitem', { name: 'The same with this page’s token in it' }).click()
  await expect.poll(copied).not.toContain('$MEW_CONTROL_TOKEN')
  expect(await ask(await copied())).toEqual({ status: 200, body: first })

  await page.getByRole('button', { name: 'Copy JSON' }).click()
  await expect.poll(copied).toContain('"kind": "request"')
})

test('[INSP9] whatever people write is shown as text, and none of it acts', async ({ inspector: page, home }) => {
  const hostile = '<img src=x onerror="document.title=\'taken\'"><script>document.title="taken"</script>\u202Egnp.exe'
  await say(home, 'bob', hostile)
  await home.ask('POST', '/faults', { name: '<b>\u202E', match: { kind: 'connect' }, action: { type: 'refuse' } })
  await row(page, 'MESSAGE_CREATE', 'onerror').click()
  const payload = page.getByRole('tree', { name: 'Payload' })
  const content = payload.getByRole('treeitem', { name: /^content/ })
  await expect(content).toContainText(String.raw`</script>\u202egnp.exe`)
  await expect(page.getByRole('switch', { name: String.raw`<b>\u202e` })).toBeVisible()
  await expect(page.getByRole('img')).toHaveCount(0)
  await expect(page.locator('main img, main script, main iframe')).toHaveCount(0)
  await expect(page).toHaveTitle('Gateway inspector')
})

test('[INSP12] the log is gone through by the keyboard alone', async ({ inspector: page, home }) => {
  await say(home, 'bob', 'one')
  await expect(row(page, 'POST', 'bob', '201')).toBeVisible()
  const log = eventLog(page)
  await log.focus()
  await page.keyboard.press('End')
  const selected = log.getByRole('row', { selected: true })
  const last = await selected.getAttribute('id')
  await page.keyboard.press('ArrowUp')
  await expect(selected).not.toHaveAttribute('id', String(last))
  await expect(log).toHaveAttribute('aria-activedescendant', String(await selected.getAttribute('id')))
  await page.keyboard.press('Home')
  await expect(selected).toHaveAttribute('id', 'event-0')
  await page.keyboard.press('End')
  await expect(selected).toHaveAttribute('id', String(last))

  await page.keyboard.press('Enter')
  const detail = page.getByRole('complementary', { name: /^Event \d+$/ })
  await expect(detail).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(detail).toHaveCount(0)
  await expect(log).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(detail).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(detail).toHaveCount(0)
})

test('[INSP2] [INSP10] ten thousand events come in, are counted and scrolled through, and the newest stay in view', async ({
  inspector: page,
  home,
}) => {
  const { journal } = home.simulation
  for (let index = 0; index < 10_000; index += 1) journal.tell({ kind: 'note', text: `note ${index}` })
  await expect(row(page, 'note 9999')).toBeInViewport()
  await expect(
    page.getByRole('figure', { name: /^Events a second/ }).locator('.pace-bar:not([height="0"])'),
  ).not.toHaveCount(0)
  await eventLog(page).focus()
  await page.keyboard.press('Home')
  await expect(row(page, 'note 9999')).toHaveCount(0)
  journal.tell({ kind: 'note', text: 'one more' })
  await expect(page.getByRole('status', { name: /events shown$/ })).toContainText('10,0')
  await expect(row(page, 'one more')).toHaveCount(0)
  await page.getByRole('button', { name: 'Follow' }).click()
  await expect(row(page, 'one more')).toBeInViewport()
})

test('[INSP2] what was forgotten before the page came is counted', async ({ page, home }) => {
  const { journal } = home.simulation
  for (let index = 0; index < 25_000; index += 1) journal.tell({ kind: 'note', text: `note ${index}` })
  const { forgotten } = journal.read(0, 1)
  expect(forgotten).toBeGreaterThan(0)
  await page.goto(await addressOf(home))
  await expect(row(page, 'note 24999')).toBeInViewport()
  await expect(page.getByText(`, ${forgotten.toLocaleString('en')} forgotten`)).toBeVisible()
})

test('[INSP11] where the gateway is gone the page says so and keeps what it was told', async ({
  inspector: page,
  home,
}) => {
  await say(home, 'bob', 'the last words')
  await expect(row(page, 'MESSAGE_CREATE', 'the last words')).toBeVisible()
  await home[Symbol.asyncDispose]()
  await expect(page.getByText('The gateway does not answer.')).toBeVisible()
  await expect(row(page, 'MESSAGE_CREATE', 'the last words')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`[INSP12] no screen has a serious or critical finding, ${colorScheme}`, async ({ inspector: page, home }) => {
    await page.emulateMedia({ colorScheme })
    using alice = await readySocket(home.simulation.gateway.url, await home.tokenOf('alice'))
    await home.ask('POST', '/faults', { match: { kind: 'emit', user: 'alice' }, action: { type: 'hold' } })
    await say(home, 'bob', 'held')
    expect(alice.all('MESSAGE_CREATE')).toEqual([])
    const check = async (screen: string): Promise<void> => {
      const axe = new AxeBuilder({ page })
      // The other theme has other colours and is the same page.
      if (colorScheme === 'dark') axe.withRules('color-contrast')
      const { violations } = await axe.analyze()
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      const told = grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
      expect(told, screen).toEqual([])
    }
    await row(page, 'MESSAGE_CREATE', 'alice', 'held').click()
    await page.getByRole('button', { name: 'Why did alice not get it?' }).click()
    await page.getByRole('button', { name: 'Speak as bob' }).click()
    await expect(page.getByRole('status', { name: 'Why alice did not get it' })).toBeVisible()
    await check('a delivery')
    await page.getByRole('button', { name: 'Edit rules' }).click()
    await expect(page.getByRole('textbox', { name: 'Rules as JSON' })).toBeVisible()
    await check('rules')
    await page.keyboard.press('Escape')
    await page.getByRole('searchbox', { name: 'Filter events' }).fill('nothing of the kind')
    await expect(page.getByText('Nothing fits')).toBeVisible()
    await check('nothing')
  })
}
