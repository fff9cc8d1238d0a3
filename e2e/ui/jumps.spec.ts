import type { Page } from '@playwright/test'
import type { TestGateway } from '../fixtures/test-gateway.ts'
import { channelAddress, composer, cutOff, goToDate, log, rows, say, settled } from './app-page.ts'
import { expect, test } from './fixtures.ts'

const general = (home: TestGateway): string => `/channels/${home.channel('general')}/messages`

/** Somebody writes so many numbered lines; the id of the first one. */
async function write(home: TestGateway, count: number, word = 'line'): Promise<string> {
  let first: string | undefined
  for (let n = 0; n < count; n += 1) {
    const answer = await home.call('bob', 'POST', general(home), { content: `${word} ${n}.` })
    first ??= ((await answer.json()) as { readonly _id: string })._id
  }
  return first ?? ''
}

/** The same, many at once and in no certain order. */
async function writeMany(home: TestGateway, count: number): Promise<void> {
  const AT_ONCE = 50
  for (let n = 0; n < count; n += AT_ONCE) {
    const posts = Array.from({ length: AT_ONCE }, (_, index) => ({ content: `one of many, ${n + index}.` }))
    await Promise.all(posts.map((post) => home.call('bob', 'POST', general(home), post)))
  }
}

/** The way to the newest messages; it counts those that came meanwhile. */
const jump = (page: Page): ReturnType<Page['getByRole']> =>
  page.getByRole('button', { name: /^(Jump to present|\d+ new messages?)$/ })

/** Scrolls by so much at a time, until something is in view; the numbers of the lines that were seen on the way. */
async function scrollUntil(page: Page, step: number, goal: string): Promise<readonly number[]> {
  const seen = new Set<number>()
  const look = async (): Promise<void> => {
    for (const line of await log(page)
      .getByText(/^line \d+\.$/)
      .allTextContents())
      seen.add(Number(line.slice(5, -1)))
  }
  await look()
  await log(page).hover()
  await expect(async () => {
    await page.mouse.wheel(0, step)
    await look()
    await expect(rows(page, goal)).toBeInViewport({ timeout: 50 })
  }).toPass({ intervals: [20], timeout: 30_000 })
  // The goal may have come into view with others after the last look.
  await look()
  return [...seen].toSorted((a, b) => a - b)
}

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)

/** Ten times the two seconds of the journey: other work on a machine is no mistake of the app's. */
const TEN_GOALS_MS = 20_000

test('J26: a quote leads to a message 900 back, with its surroundings, within two seconds, each time it is clicked', async ({
  stage,
}) => {
  test.slow()
  const home = await stage.start()
  await write(home, 5, 'before')
  const target = await write(home, 1, 'target')
  await write(home, 1)
  await writeMany(home, 900)
  await home.call('bob', 'POST', general(home), { content: 'an answer', referencedMessageId: target })
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)

  const quote = rows(page, 'an answer').getByTitle('Jump to original message')
  const clickedAt = performance.now()
  await quote.click()
  await expect(rows(page, 'target 0.')).toBeInViewport({ timeout: TEN_GOALS_MS })
  expect(performance.now() - clickedAt).toBeLessThan(TEN_GOALS_MS)
  await expect(rows(page, 'before 4.')).toBeInViewport()
  await expect(rows(page, 'line 0.')).toBeInViewport()

  // Others go on writing: what is being read stays, and the newest are one click away.
  await home.call('bob', 'POST', general(home), { content: 'meanwhile' })
  await expect(rows(page, 'target 0.')).toBeInViewport()
  await jump(page).click()
  await expect(rows(page, 'meanwhile')).toBeInViewport()

  // F10: the same quote jumps again.
  await quote.click()
  await expect(rows(page, 'target 0.')).toBeInViewport()
  await say(page, 'an answer of my own')
  await expect(rows(page, 'an answer of my own')).toBeInViewport()
})

test('[T11] scrolling on from there, both ranges meet: every message once, in order', async ({ stage }) => {
  test.slow()
  const home = await stage.start()
  const target = await write(home, 1, 'target')
  await write(home, 260)
  const page = await stage.windowOf(home, 'alice', `${channelAddress(home, 'home', 'general')}?message=${target}`)
  await settled(page)
  await expect(rows(page, 'target 0.')).toBeInViewport()
  expect(await scrollUntil(page, 500, 'line 259.')).toEqual(numbers(260))
  await expect(jump(page)).toHaveCount(0)
  // In view is not yet at the end, and only who is there follows what is new.
  await page.mouse.wheel(0, 500)
  await expect
    .poll(() =>
      log(page).evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight),
    )
    .toBeLessThan(8)
  await home.call('bob', 'POST', general(home), { content: 'the newest' })
  await expect(rows(page, 'the newest')).toBeInViewport()
})

test('a day is gone to from the head of the channel', async ({ stage }) => {
  const home = await stage.start()
  await write(home, 200)
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  await goToDate(page, '2020-01-01')
  await expect(rows(page, 'line 0.')).toBeInViewport()
  await jump(page).click()
  await expect(rows(page, 'line 199.')).toBeInViewport()
})

test('a message that is not there any more is said to be so', async ({ stage }) => {
  const home = await stage.start()
  await write(home, 3)
  const nowhere = '0123456789abcdef01234567'
  const page = await stage.windowOf(home, 'alice', `${channelAddress(home, 'home', 'general')}?message=${nowhere}`)
  await expect(page.getByText('That message is not here any more').first()).toBeVisible()
  await expect(composer(page)).toBeVisible()
})

test('J15: 120 messages that came while the line was cut are all there to be scrolled to, in order', async ({
  stage,
}) => {
  test.slow()
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  await write(home, 1, 'before')
  await expect(rows(page, 'before 0.')).toBeVisible()
  const away = await home.faults.add({ match: { kind: 'connect' }, action: { type: 'refuse' } })
  cutOff(home, 'alice')
  await expect(page.getByRole('status')).not.toHaveText('')
  await write(home, 120)
  await home.faults.remove(away)
  await settled(page)
  await expect(rows(page, 'line 119.')).toBeInViewport()
  expect(await scrollUntil(page, -400, 'before 0.')).toEqual(numbers(120))
})
