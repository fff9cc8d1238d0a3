import type { Page } from '@playwright/test'
import { describeFinding } from '#gateway/simulator/referee/describe-finding.ts'
import type { TestGateway } from '../fixtures/test-gateway.ts'
import { sizeOf, tell } from '../protocol/proof.ts'
import { channelAddress, settled } from './app-page.ts'
import { allMessages } from './convergence/gateway-pages.ts'
import { harbourWorld, READER, type Place } from './convergence/harbour.ts'
import { judgeFinal, judgeLooks, type History } from './convergence/judge.ts'
import { planDeeds } from './convergence/plan-deeds.ts'
import { isOpenEnded } from './convergence/play-deeds.ts'
import { keptBy, looksOf, rowsByScrolling } from './convergence/shown-rows.ts'
import { everythingStored, talkOverWifi, type Talk } from './convergence/talk-over-wifi.ts'
import { goTo, linkTo } from './convergence/use-page.ts'
import { expect, test } from './fixtures.ts'

const RUNS = sizeOf('MEW_L3_SEEDS', { daily: 3, full: 20 })
const SECONDS = sizeOf('MEW_L3_SECONDS', { daily: 20, full: 60 })
/** Another one goes on from it. */
const FIRST_SEED = sizeOf('MEW_L3_SEED', { daily: 1, full: 1 })
/** So long a client may take to know everything again once its line is good. */
const HEALING_MS = 30_000

// A minute of a trace is larger than what it would explain: the journal and the seed say more.
test.use({ trace: 'off' })

/** Every message of the places that are open: what the page shows from the newest to the oldest is what the gateway has. */
async function readEverything(page: Page, home: TestGateway, talk: Talk): Promise<number> {
  let stable = 0
  const looks = [...talk.looks]
  for (const place of talk.open) {
    await expect(async () => {
      const messages = await allMessages(home, READER, place)
      expect(await goTo(page, home, place), `a way to ${place}`).toBe(true)
      const rows = await rowsByScrolling(page)
      const verdicts = judgeFinal({ messages, rows, looks })
      expect([...verdicts.violations], place).toEqual([])
      stable += verdicts.stable
    }).toPass({ timeout: HEALING_MS })
  }
  return stable
}

/** What was said where the reader is not let in is nowhere: not in the lists, not on the page, not on the disk. */
async function leavesNothing(page: Page, home: TestGateway, talk: Talk): Promise<void> {
  const shut = talk.spells.filter(isOpenEnded)
  for (const { place, from } of shut) {
    const { channel } = linkTo(home, place)
    await expect(page.locator(channel), `links to ${place}`).toHaveCount(0)
    const hidden = talk.said.filter((each) => each.place === place && each.at >= from).map(({ mark }) => mark)
    await expect(async () => {
      const kept = (await keptBy(page)) + (await page.content())
      expect(hidden.filter((mark) => kept.includes(`${mark} v`))).toEqual([])
    }).toPass({ timeout: HEALING_MS })
  }
}

/** Where the reader was never shut out all that they sent is stored once; elsewhere nothing is stored twice. */
function sentOnce({ sent }: Talk, stored: History['stored']): void {
  const marks = [...stored.values()].flat().map(({ mark }) => mark)
  const counted = sent.map(({ mark, place }) => ({ mark, place, times: marks.filter((each) => each === mark).length }))
  const isSafe = (place: Place): boolean => place !== 'backroom' && place !== 'deck'
  expect(
    counted.filter(({ times }) => times > 1),
    'stored twice',
  ).toEqual([])
  expect(
    counted.filter(({ place, times }) => isSafe(place) && times === 0),
    'never stored',
  ).toEqual([])
}

for (let run = 0; run < RUNS; run += 1) {
  test(`[L3] five people talk over flaky wifi: nothing is lost, doubled, misordered or leaked (${run + 1})`, async ({
    stage,
  }, testInfo) => {
    test.setTimeout(SECONDS * 1_000 + 120_000)
    const seed = FIRST_SEED + run
    const replay = `MEW_L3_SEEDS=1 MEW_L3_SEED=${seed} MEW_L3_SECONDS=${SECONDS} npm run journeys -- -g L3 --project light`
    testInfo.annotations.push({ type: 'replay', description: replay })
    tell(`flaky wifi for ${SECONDS} s, seed ${seed}; again: ${replay}`)
    const home = await stage.start({ world: harbourWorld(Date.now()), seed, strict: true })
    const page = await stage.windowOf(home, READER, channelAddress(home, 'harbour', 'general'))
    await settled(page)

    const talk = await talkOverWifi({ home, page, seed, lasts: SECONDS * 1_000 })
    await expect(page.getByRole('status')).toHaveText('', { timeout: HEALING_MS })
    const stable = await readEverything(page, home, talk)
    await leavesNothing(page, home, talk)
    const stored = await everythingStored(home)
    const looks = [...talk.looks, ...(await looksOf(page))]
    expect([...judgeLooks({ ...talk, stored, looks })], 'at every moment').toEqual([])
    sentOnce(talk, stored)
    expect((home.simulation.referee?.findings() ?? []).map(describeFinding)).toEqual([])
    // A run in which little happened proves little.
    expect(talk.struck['let in'], 'comebacks').toBeGreaterThan(1)
    expect(talk.struck['away'], 'packets and requests of a dead line').toBeGreaterThan(1)
    expect(talk.sent.length).toBeGreaterThan(4)
    const line = Object.entries(talk.struck).map(([name, times]) => `${times} ${name}`)
    tell(`seed ${seed}: ${stable} stable, ${talk.looks.length} looks, ${talk.sent.length} sent, ${line.join(', ')}`)
  })
}

test('[L3] one seed and length make one list of deeds, another seed another', () => {
  expect(planDeeds(5, 20_000)).toEqual(planDeeds(5, 20_000))
  expect(planDeeds(5, 20_000)).not.toEqual(planDeeds(6, 20_000))
})
