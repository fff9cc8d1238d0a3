import type { Page } from '@playwright/test'
import { createRandom } from '#gateway/simulator/random.ts'
import { profiles } from '#gateway/simulator/faults/profiles.ts'
import type { TestGateway } from '../../fixtures/test-gateway.ts'
import { channelAddress, cutOff, log, say, settled } from '../app-page.ts'
import { expect, test } from '../fixtures.ts'
import { changesIn, judge, type TrueRow } from './judge.ts'
import { everShown, readThrough, watchRows } from './shown.ts'
import { fivePeople, startTalk } from './talk.ts'

const full = process.env['MEW_PROOFS'] === 'full'
const numberOf = (name: string, fallback: number): number => Number(process.env[name] ?? fallback)

/** `MEW_WIFI_RUNS` and `MEW_WIFI_SECONDS` ask for more of it, `MEW_WIFI_SEED` for one run again. */
const RUNS = numberOf('MEW_WIFI_RUNS', full ? 20 : 3)
const SECONDS = numberOf('MEW_WIFI_SECONDS', full ? 60 : 20)
const FIRST_SEED = numberOf('MEW_WIFI_SEED', 1)

interface ServedMessage {
  readonly _id: string
  readonly content?: string | null
  readonly retractedAt?: string | null
  readonly reactions: readonly { readonly emoji: string; readonly userIds: readonly string[] }[]
}

/** What the gateway has in the end, for whoever may read all of it. */
async function readTruth(home: TestGateway): Promise<readonly TrueRow[]> {
  const rows: TrueRow[] = []
  for (let before = ''; ;) {
    const path = `/channels/${home.channel('general')}/messages?limit=100${before}`
    const page = (await (await home.call('olga', 'GET', path)).json()) as readonly ServedMessage[]
    const ordered = page.toSorted((a, b) => (a._id < b._id ? -1 : 1))
    rows.unshift(
      ...ordered.map(({ _id, content, retractedAt, reactions }) => ({
        id: _id,
        text: typeof retractedAt === 'string' ? null : (content ?? ''),
        reactions:
          typeof retractedAt === 'string' ? [] : reactions.map((each) => `${each.emoji} ${each.userIds.length}`),
      })),
    )
    if (page.length < 100) return rows
    before = `&before=${rows[0]?.id ?? ''}`
  }
}

interface Disturbed {
  readonly home: TestGateway
  readonly page: Page
  readonly seed: number
}

/** She looks into the cellar where she may, and comes back, by herself or because she may no longer. */
async function visitCellar(page: Page): Promise<void> {
  const channels = page.getByRole('navigation', { name: 'Channels' })
  const cellar = channels.getByRole('link', { name: /^cellar/ })
  if ((await cellar.count()) === 0) return
  // It may go while it is being clicked.
  await cellar.click({ timeout: 1_000 }).catch(() => undefined)
  await page.waitForTimeout(500)
  await channels.getByRole('link', { name: /^general/ }).click()
}

/** She says something now and then, and her line breaks altogether. */
async function takePart({ home, page, seed }: Disturbed, endsAt: number): Promise<readonly string[]> {
  const random = createRandom(seed, 'alice')
  const written: string[] = []
  while (Date.now() < endsAt) {
    const text = `a${written.length} v0`
    await say(page, text)
    written.push(text)
    if (random.next() < 0.15) cutOff(home, 'alice')
    if (random.next() < 0.3) await visitCellar(page)
    await page.waitForTimeout(random.between(300, 1_200))
  }
  return written
}

async function disturb(home: TestGateway): Promise<void> {
  for (const { match, ...fault } of profiles['flaky-wifi']) {
    await home.faults.add({ ...fault, match: { ...match, user: 'alice' } })
  }
}

for (let run = 0; run < RUNS; run += 1) {
  const seed = FIRST_SEED + run
  test(`L3: five people talk for ${SECONDS} s, one of them over a flaky line, and nothing is lost, doubled, misordered or leaked (seed ${seed})`, async ({
    stage,
  }) => {
    test.setTimeout((SECONDS + 90) * 1_000)
    console.log(`proof: flaky-wifi, replay with MEW_WIFI_SEED=${seed} MEW_WIFI_RUNS=1 MEW_WIFI_SECONDS=${SECONDS}`)
    const home = await stage.start({ world: fivePeople, seed })
    const page = await stage.windowOf(home, 'alice', '/api/capabilities')
    await watchRows(page)
    await page.goto(home.gateway.webUrl + channelAddress(home, 'home', 'general'))
    await settled(page)
    await disturb(home)
    const endsAt = Date.now() + SECONDS * 1_000
    const talk = startTalk(home, seed)
    const [, written] = await Promise.all([talk.run(endsAt), takePart({ home, page, seed }, endsAt)])

    const struck = home.faults.list().reduce((sum, fault) => sum + fault.struck, 0)
    await home.faults.clear()
    await expect(page.getByRole('status')).toHaveText('', { timeout: 40_000 })
    // All that was said in the page has arrived; what does is not on its way any more.
    await expect(page.getByRole('article').last()).toHaveAccessibleDescription('', { timeout: 40_000 })
    await expect(async () => {
      await log(page).evaluate((element) => {
        element.scrollTo(0, element.scrollHeight)
      })
      const [rows, ever, truth] = [await readThrough(page), await everShown(page), await readTruth(home)]
      expect(judge({ truth, rows, ever, told: talk.told, written })).toEqual([])
    }).toPass({ timeout: 40_000 })

    // She is no insider any more: nothing of the cellar is left.
    await expect(page.getByRole('link', { name: /^cellar/ })).toHaveCount(0)
    await expect(page.getByText(/whispered/)).toHaveCount(0)
    const changes = changesIn(await everShown(page))
    console.log(
      `proof: flaky-wifi, seed ${seed}: ${talk.told.size + written.length} messages, ${changes} seen to change, ${struck} faults`,
    )
    // A run in which little happened proves little.
    expect(struck).toBeGreaterThan(50)
    expect(changes).toBeGreaterThan(5)
    expect(written.length).toBeGreaterThan(5)
  })
}
