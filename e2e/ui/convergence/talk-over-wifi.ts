import type { Page } from '@playwright/test'
import { profiles } from '#gateway/simulator/faults/profiles.ts'
import type { TestGateway } from '../../fixtures/test-gateway.ts'
import { allMessages, type Stored } from './gateway-pages.ts'
import { placeNames, READER, voices, type Place } from './harbour.ts'
import type { History } from './judge.ts'
import { planDeeds } from './plan-deeds.ts'
import { isOpenEnded, playDeeds } from './play-deeds.ts'
import { looksOf, startLooking } from './shown-rows.ts'
import { actOnPage, type Sent } from './use-page.ts'

/** All that happened while people talked and the reader's line was bad. */
export interface Talk extends Omit<History, 'stored'> {
  readonly sent: readonly Sent[]
  /** Where the reader may look now. */
  readonly open: readonly Place[]
  /** How often the line was bad in each way, and how often the reader's socket came in. */
  readonly struck: Readonly<Record<string, number>>
}

interface TalkOptions {
  readonly home: TestGateway
  readonly page: Page
  readonly seed: number
  readonly lasts: number
}

/** What really stands everywhere, as those have it who were never disturbed. */
export async function everythingStored(home: TestGateway): Promise<ReadonlyMap<Place, readonly Stored[]>> {
  const stored = new Map<Place, readonly Stored[]>()
  for (const place of placeNames) {
    const [voice = 'alice'] = voices[place]
    stored.set(place, await allMessages(home, voice, place))
  }
  return stored
}

/** Counts what happens to the line from now on: the journal forgets sooner than a talk is over. */
function countStrikes({ simulation }: TestGateway): Record<string, number> {
  const struck: Record<string, number> = {}
  const count = (name: string): void => {
    struck[name] = (struck[name] ?? 0) + 1
  }
  simulation.journal.listen((step) => {
    if (step.kind === 'fault') count(step.fault)
    if (step.kind === 'connect' && step.user === READER) count(step.refused === undefined ? 'let in' : 'kept out')
  })
  return struck
}

/** Five people talk while the reader's line is a café's; then the line is good again, and nobody says anything any more. */
export async function talkOverWifi({ home, page, seed, lasts }: TalkOptions): Promise<Talk> {
  const plan = planDeeds(seed, lasts)
  const { play } = await playDeeds(home, plan)
  await startLooking(page)
  const struck = countStrikes(home)
  for (const fault of profiles['flaky-wifi']) {
    await home.faults.add({ ...fault, match: { ...fault.match, user: READER } })
  }
  const [told, sent] = await Promise.all([play(), actOnPage(page, home, plan)])
  await home.faults.clear()
  const shut = new Set(told.spells.filter(isOpenEnded).map(({ place }) => place))
  return {
    ...told,
    sent,
    struck,
    looks: await looksOf(page),
    open: placeNames.filter((place) => !shut.has(place)),
  }
}
