import type { Locator, Page } from '@playwright/test'
import type { TestGateway } from '../fixtures/test-gateway.ts'
import { channelAddress, composer, cutOff, log, rows, say, settled, takeNetwork, textsAt } from './app-page.ts'
import { expect, test, type Stage } from './fixtures.ts'

const isCapabilities = (url: URL): boolean => url.pathname === '/api/capabilities'
const profiles = ['extended', 'plain'] as const

const general = (home: TestGateway): string => channelAddress(home, 'home', 'general')
const posts = { kind: 'http', user: 'alice', method: 'POST', path: '/**/messages' } as const
const status = (page: Page): Locator => page.getByRole('status')

/** A window of alice's that takes the gateway for one with all extensions, or with none. */
async function windowOf(stage: Stage, home: TestGateway, profile: (typeof profiles)[number]): Promise<Page> {
  if (profile === 'extended') return stage.windowOf(home, 'alice', general(home))
  // Not the app: a page of nobody would be asking for a session of its own just then.
  const page = await stage.window(home, '/api/health')
  await page.route(isCapabilities, (route) => route.fulfill({ status: 404, json: { message: 'Not found' } }))
  await page.context().addCookies([...(await home.signIn('alice')).storageState().cookies])
  await page.goto(home.gateway.webUrl + general(home))
  return page
}

const textsOf = (page: Page): Promise<readonly string[]> => log(page).locator('.message-body').allTextContents()

test('J10: without a network three messages are sent; when it returns all three arrive once, in order', async ({
  stage,
}) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', general(home))
  const other = await stage.windowOf(home, 'bob', general(home))
  await settled(page)
  await settled(other)
  const giveBack = await takeNetwork(home, page)
  for (const word of ['first', 'second', 'third']) await say(page, `the ${word}`)
  await expect(page.getByText('3 messages waiting. They go out in this order once you are back online.')).toBeVisible()
  await expect(rows(page, 'the second')).toHaveAccessibleDescription('Waiting to send')
  expect(await textsAt(home)).toEqual([])

  await page.getByRole('button', { name: 'Open outbox' }).click()
  const outbox = page.getByRole('dialog', { name: 'Outbox' })
  await expect(outbox.getByRole('listitem')).toContainText(['the first', 'the second', 'the third'])
  await giveBack()
  await expect(outbox.getByText('Nothing is on its way')).toBeVisible({ timeout: 20_000 })
  await page.keyboard.press('Escape')
  await settled(page)

  const order = ['the first', 'the second', 'the third']
  await expect(rows(other, 'the third')).toHaveCount(1)
  expect(await textsAt(home)).toEqual(order)
  expect(await textsOf(page)).toEqual(order)
  expect(await textsOf(other)).toEqual(order)
})

test('J10: what was missed comes in before what waits, and who stands at the end stays there', async ({ stage }) => {
  const home = await stage.start()
  const messages = `/channels/${home.channel('general')}/messages`
  for (let n = 0; n < 30; n += 1) await home.call('bob', 'POST', messages, { content: `line ${n}` })
  const page = await stage.windowOf(home, 'alice', general(home))
  await settled(page)
  await expect(rows(page, 'line 29')).toBeInViewport({ ratio: 1 })
  const giveBack = await takeNetwork(home, page)
  for (const word of ['first', 'second']) await say(page, `the ${word}`)
  await expect(rows(page, 'the second')).toBeInViewport({ ratio: 1 })

  const missed = Array.from({ length: 6 }, (_, line) => `missed ${line}`)
  for (const content of missed) await home.call('bob', 'POST', messages, { content })
  await giveBack()
  await settled(page)
  await expect(rows(page, 'missed 5')).toHaveCount(1)
  await expect(rows(page, 'the second')).toHaveAccessibleDescription('')
  await expect(rows(page, 'the second')).toBeInViewport({ ratio: 1 })
  expect((await textsOf(page)).slice(-8)).toEqual([...missed, 'the first', 'the second'])
})

test('J24: an edit and a deletion that the server rejects: it is said, and nothing that was typed is lost', async ({
  stage,
}) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', general(home))
  await settled(page)
  await say(page, 'as it was')
  await expect(rows(page, 'as it was')).toHaveAccessibleDescription('')
  const refuse = { type: 'status', status: 403, message: 'Not today' } as const
  const changes = { kind: 'http', user: 'alice', path: '/**/messages/*' } as const
  await home.faults.add({ match: { ...changes, method: 'PATCH' }, action: refuse, times: 1 })
  await home.faults.add({ match: { ...changes, method: 'DELETE' }, action: refuse, times: 1 })

  await composer(page).press('ArrowUp')
  await page.getByRole('textbox', { name: 'Edit message' }).fill('as it should be')
  await page.getByRole('textbox', { name: 'Edit message' }).press('Enter')
  const before = rows(page, 'as it was')
  const spoken = page.locator('[aria-live="polite"] p')
  await expect(before).toContainText('Not saved. The server says: Not today')
  await expect(before).toContainText('as it should be')
  await expect(spoken).toHaveText(['Not saved. The server says: Not today'])

  // It is a matter of its user's until then, after a reload, too.
  await page.reload()
  await expect(before).toContainText('as it should be')
  await before.getByRole('button', { name: 'Retry' }).click()
  await expect(before).toHaveCount(0)
  await expect(rows(page, 'as it should be')).toHaveCount(1)

  await composer(page).fill('half a sentence')
  await rows(page, 'as it should be').hover()
  await page.getByRole('button', { name: 'Retract' }).click()
  await page.getByRole('button', { name: 'Retract message' }).click()
  await expect(rows(page, 'as it should be')).toContainText('Not retracted. The server says: Not today')
  await expect(composer(page)).toHaveValue('half a sentence')
  expect(await textsAt(home)).toEqual(['as it should be'])
})

for (const profile of profiles) {
  test(`F07: what is corrected while it is on its way says the corrected words, once, for everybody (${profile})`, async ({
    stage,
  }) => {
    const home = await stage.start()
    const page = await windowOf(stage, home, profile)
    const other = await stage.windowOf(home, 'bob', general(home))
    await settled(page)
    await settled(other)
    await home.faults.add({ match: posts, action: { type: 'latency', ms: 3_000 }, times: 1 })
    await say(page, 'helo')
    await expect(rows(page, 'helo')).toHaveCount(1)
    await composer(page).press('ArrowUp')
    const field = page.getByRole('textbox', { name: 'Edit message' })
    await expect(field).toHaveValue('helo')
    await field.fill('hello')
    await field.press('Enter')
    await expect(composer(page)).toBeFocused()
    await expect(rows(page, 'hello')).toHaveCount(1)

    await expect.poll(() => textsAt(home), { timeout: 10_000 }).toEqual(['hello'])
    await expect(rows(page, 'hello')).toHaveAccessibleDescription('')
    await expect(rows(other, 'hello')).toHaveCount(1)
    for (const one of [page, other]) await expect(one.getByRole('article')).toHaveCount(1)
  })

  test(`F05: Retry now pressed five times as the network comes back, with an answer lost: one message, one row (${profile})`, async ({
    stage,
  }) => {
    test.slow()
    const home = await stage.start()
    const page = await windowOf(stage, home, profile)
    const other = await stage.windowOf(home, 'bob', general(home))
    await settled(page)
    await settled(other)
    const held = await home.faults.add({ match: posts, action: { type: 'hold' } })
    // Not once only: a browser whose kept connection is closed before an answer asks again over the next one by itself.
    const lost = await home.faults.add({ match: { ...posts, phase: 'response' }, action: { type: 'drop' } })
    await say(page, 'only once')
    await expect.poll(() => home.faults.list()[0]?.struck).toBe(1)
    const away = await home.faults.add({ match: { kind: 'connect', user: 'alice' }, action: { type: 'refuse' } })
    cutOff(home, 'alice')
    await expect(status(page)).toHaveText(/Reconnecting|Offline/)
    await home.faults.remove(held)
    await expect(rows(other, 'only once')).toHaveCount(1)
    await expect(rows(page, 'only once')).toHaveAccessibleDescription('Not confirmed yet')
    await expect(status(page)).toHaveText(/^Offline/, { timeout: 20_000 })

    // The page may be back by itself before the last of them.
    const pressed = page.getByRole('button', { name: 'Retry now' }).evaluate(async (button: HTMLElement) => {
      for (let time = 0; time < 5; time += 1) {
        button.click()
        // A few frames apart, as a hand does it.
        for (let frame = 0; frame < 4; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
      }
    })
    await home.faults.remove(lost)
    await home.faults.remove(away)
    await pressed
    await settled(page)
    await expect(rows(page, 'only once')).toHaveAccessibleDescription('')
    await expect(rows(page, 'only once')).toHaveCount(1)
    await expect(rows(other, 'only once')).toHaveCount(1)
    expect(await textsAt(home)).toEqual(['only once'])
  })

  test(`F05: Retry of a refused message pressed five times: one message, one row (${profile})`, async ({ stage }) => {
    const home = await stage.start()
    const page = await windowOf(stage, home, profile)
    await settled(page)
    await home.faults.add({ match: posts, action: { type: 'status', status: 403, message: 'Not yet' }, times: 1 })
    await say(page, 'only once')
    const retry = rows(page, 'only once').getByRole('button', { name: 'Retry' })
    await expect(retry).toBeVisible()
    await home.faults.add({ match: posts, action: { type: 'latency', ms: 400 } })
    await retry.click({ clickCount: 5, delay: 30 })
    await expect(rows(page, 'only once')).toHaveAccessibleDescription('')
    await expect(rows(page, 'only once')).toHaveCount(1)
    expect(await textsAt(home)).toEqual(['only once'])
  })
}

test('F07: what is typed into a message on its way outlasts its arrival', async ({ stage }) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', general(home))
  await settled(page)
  const held = await home.faults.add({ match: posts, action: { type: 'hold' } })
  await say(page, 'helo')
  await composer(page).press('ArrowUp')
  const field = page.getByRole('textbox', { name: 'Edit message' })
  await field.fill('hello wor')
  await home.faults.remove(held)
  await expect.poll(() => textsAt(home)).toEqual(['helo'])
  await expect(page.getByRole('article').and(page.locator('[data-message]'))).toHaveCount(1)
  await expect(field).toHaveValue('hello wor')
  await expect(field).toBeFocused()
  await field.press('End')
  await field.pressSequentially('ld')
  await field.press('Enter')
  await expect.poll(() => textsAt(home)).toEqual(['hello world'])
})
