import type { Random } from '../random.ts'
import type { ReactionCount } from './read-talk.ts'
import { lastMidnight, type Frame, type TimedRemark } from './tell-times.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const CHECK_EVERY_HOURS = 2
const LIST_HOUR = 21
/** When the lamp was lit, in days before the last one, and at what hour. */
const LIT = { daysAgo: 16, hour: 9.5 }

interface Route {
  readonly name: string
  readonly when: string
  readonly place: string
  readonly usual: number
  /** It is watched from that day on. */
  readonly sinceDaysAgo: number
  readonly moves: boolean
}

const berth = 'berth of six'
const routes: readonly Route[] = [
  { name: 'Berlin to Stockholm', when: '12 February', place: berth, usual: 79, sinceDaysAgo: 16, moves: true },
  { name: 'Stockholm to Narvik', when: '13 February', place: berth, usual: 66, sinceDaysAgo: 16, moves: true },
  { name: 'Bodø to Trondheim', when: '17 February', place: 'berth of two', usual: 79, sinceDaysAgo: 16, moves: false },
  { name: 'Trondheim to Oslo', when: '19 February', place: 'seat', usual: 46, sinceDaysAgo: 16, moves: true },
  { name: 'Oslo to Gothenburg', when: '21 February', place: 'seat', usual: 38, sinceDaysAgo: 16, moves: true },
  { name: 'Trieste to Vienna', when: '10 February', place: 'seat', usual: 33, sinceDaysAgo: 5, moves: true },
]

interface Fare {
  price: number
  lowest: number
}

/** The next price: a few euros up or down, and sooner or later back to the usual. */
function move(route: Route, before: number, random: Random): number {
  const pull = (route.usual - before) / route.usual
  const falls = random.next() < 0.5 - pull * 3
  const step = Math.ceil(random.between(0, falls ? 7 : 4))
  return before + (falls ? -step : step)
}

function describe({ name, when, place }: Route, prices: { before: number; now: number; lowest: boolean }): string {
  const { before, now, lowest } = prices
  const change = now < before ? `down ${before - now} €` : `up ${now - before} €`
  return `**${name}**, ${when}, ${place}: **${now} €**, ${change}${lowest ? '. The lowest since I was lit' : ''}`
}

function list(fares: ReadonlyMap<Route, Fare>): string {
  const rows = [...fares].map(
    ([{ name, when }, { price }]) => `${name.padEnd(21)}${when.padEnd(13)}${String(price).padStart(4)} €`,
  )
  return ['This evening:', '```', ...rows, '```'].join('\n')
}

/** So many lines back nothing is said twice. */
const SAME_SCREEN = 4

interface Check {
  readonly at: number
  readonly route: Route
}

/** Every look at every price that may have moved, up to shortly before now. */
function allChecks(frame: Frame): Check[] {
  const lit = lastMidnight(frame) - LIT.daysAgo * DAY_MS + LIT.hour * HOUR_MS
  const times = Math.floor((frame.now - lit) / (CHECK_EVERY_HOURS * HOUR_MS))
  return Array.from({ length: times }, (_none, index) => lit + (index + 0.5) * CHECK_EVERY_HOURS * HOUR_MS).flatMap(
    (at) =>
      routes
        .filter(({ moves, sinceDaysAgo }) => moves && at >= lastMidnight(frame) - sinceDaysAgo * DAY_MS)
        .map((route, place) => ({ at: at + place * 1_700, route })),
  )
}

function evenings(frame: Frame): number[] {
  return Array.from(
    { length: LIT.daysAgo },
    (_none, index) => lastMidnight(frame) - (LIT.daysAgo - index) * DAY_MS + LIST_HOUR * HOUR_MS,
  )
}

function reactionsTo(change: number, random: Random): readonly ReactionCount[] {
  if (change > -5 || random.next() < 0.4) return []
  return [{ emoji: random.pick(['🎫', '👀', '💡']), people: Math.ceil(random.between(0, 5)), withOwner: false }]
}

/** Exactly so many lines of the fare bot: its evening lists, and for the rest prices that moved. */
export function tellFares(count: number, random: Random, frame: Frame): readonly TimedRemark[] {
  const lists = evenings(frame)
  const moves = random.sample(allChecks(frame), Math.max(0, count - lists.length)).toSorted((a, b) => a.at - b.at)
  const fares = new Map(routes.map((route) => [route, { price: route.usual, lowest: route.usual }]))
  const remarks: TimedRemark[] = []
  const say = (at: number, content: string, reactions: readonly ReactionCount[]): void => {
    const remark = { author: 'farelamp', content, as: undefined, answers: undefined, reactions, fate: undefined }
    remarks.push({ at, answers: undefined, remark })
  }
  for (const { at, route } of moves) {
    while (lists[0] !== undefined && lists[0] < at) say(lists.shift() ?? at, list(fares), [])
    const { price: before, lowest } = fares.get(route) ?? { price: route.usual, lowest: route.usual }
    const tell = (now: number): string => describe(route, { before, now, lowest: now < lowest })
    const moved = move(route, before, random)
    // Up and down by the same would say the same again.
    const again = remarks.slice(-SAME_SCREEN).some(({ remark }) => remark.content === tell(moved))
    const now = again ? moved + Math.sign(moved - before) : moved
    fares.set(route, { price: now, lowest: Math.min(now, lowest) })
    say(at, tell(now), reactionsTo(now - before, random))
  }
  for (const at of lists) say(at, list(fares), [])
  return remarks
}
