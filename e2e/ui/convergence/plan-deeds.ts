import { createDice, type Dice } from '../../protocol/dice.ts'
import { placeNames, places, voices, type Place, type Talker } from './harbour.ts'

/** What somebody else does, or what the line does to the reader. */
export type Deed =
  | { readonly kind: 'send'; readonly by: Talker; readonly place: Place; readonly mark: string; readonly to?: string }
  | { readonly kind: 'edit'; readonly by: Talker; readonly mark: string; readonly version: number }
  | { readonly kind: 'retract'; readonly by: Talker; readonly mark: string }
  | { readonly kind: 'react'; readonly by: Talker; readonly mark: string; readonly emoji: string }
  /** The role that opens the back room is taken from the reader, or the reader is put off the raft; and the way back. */
  | { readonly kind: 'shut'; readonly place: 'backroom' | 'deck' }
  | { readonly kind: 'open'; readonly place: 'backroom' | 'deck' }
  /** By another device of the reader's. */
  | { readonly kind: 'acknowledge' | 'say-elsewhere'; readonly place: Place; readonly mark: string }
  | { readonly kind: 'cut' }
  | { readonly kind: 'away'; readonly ms: number }

/** What the reader does with the page. */
export type PageDeed =
  | { readonly kind: 'go'; readonly place: Place }
  | { readonly kind: 'say'; readonly mark: string }
  | { readonly kind: 'scroll'; readonly by: number }
  | { readonly kind: 'quote' }

interface Timed {
  /** Milliseconds since the talk began. */
  readonly at: number
}

export interface Plan {
  readonly deeds: readonly (Deed & Timed)[]
  readonly page: readonly (PageDeed & Timed)[]
}

interface Spoken {
  readonly by: Talker
  readonly mark: string
  readonly place: Place
  version: number
}

const SEGMENT_MS = 10_000
const PACE_MS = 110
const PAGE_PACE_MS = 550
const BURST = 60
const EMOJI = ['🌱', '🎉', '👍'] as const

/** Draws who says what, remembering what there is to be changed. */
function createTalk(dice: Dice): (at: number, into?: Place) => Deed & Timed {
  const spoken: Spoken[] = []
  const said = new Map<Place, number>(placeNames.map((place) => [place, places[place].said]))

  function send(place: Place): Deed {
    const number = said.get(place) ?? 0
    said.set(place, number + 1)
    const mark = `${place} ${number}`
    const by = dice.pick(voices[place])
    spoken.push({ by, mark, place, version: 0 })
    return { kind: 'send', by, place, mark, ...(dice.next() < 0.15 ? { to: answered(place, number) } : {}) }
  }

  const answered = (place: Place, number: number): string =>
    `${place} ${Math.max(0, number - 1 - dice.count(dice.next() < 0.3 ? number - 1 : 15))}`

  function change(one: Spoken, chance: number): Deed {
    const { by, mark, place } = one
    if (chance < 0.86) {
      one.version += 1
      return { kind: 'edit', by, mark, version: one.version }
    }
    if (chance < 0.94) return { kind: 'react', by: dice.pick(voices[place]), mark, emoji: dice.pick(EMOJI) }
    spoken.splice(spoken.indexOf(one), 1)
    return { kind: 'retract', by, mark }
  }

  return (at, into) => {
    const chance = dice.next()
    const place = into ?? dice.pick(['general', 'general', ...placeNames] as const)
    if (into !== undefined || chance < 0.7 || spoken.length === 0) return { at, ...send(place) }
    return { at, ...change(dice.pick(dice.next() < 0.7 ? spoken.slice(-12) : spoken), chance) }
  }
}

/** Of every ten seconds: once away for more than a page, once cut off, once out of the back room, once off the raft. */
function troubles(dice: Dice, begin: number, isLast: boolean): (Deed & Timed)[] {
  const shut = (place: 'backroom' | 'deck'): (Deed & Timed)[] => {
    const at = begin + dice.between(500, 6_000)
    const staysOut = isLast && dice.next() < 0.5
    const again = at + dice.between(700, 3_500)
    return [{ at, kind: 'shut', place }, ...(staysOut ? [] : [{ at: again, kind: 'open', place } as const])]
  }
  return [
    { at: begin + dice.between(500, 9_000), kind: 'away', ms: Math.round(dice.between(1_200, 2_800)) },
    { at: begin + dice.between(500, 9_500), kind: 'cut' },
    ...shut('backroom'),
    ...shut('deck'),
  ]
}

function planPage(dice: Dice, lasts: number): Plan['page'] {
  const page: (PageDeed & Timed)[] = []
  let made = 0
  for (let at = 300; at < lasts; at += dice.between(0.5, 1.5) * PAGE_PACE_MS) {
    const chance = dice.next()
    if (chance < 0.3) page.push({ at, kind: 'go', place: dice.pick(['general', ...placeNames] as const) })
    else if (chance < 0.65) page.push({ at, kind: 'say', mark: `rita ${(made += 1)}` })
    else if (chance < 0.75) page.push({ at, kind: 'quote' })
    else page.push({ at, kind: 'scroll', by: Math.round(dice.between(-2_500, 1_800)) })
  }
  return page
}

/** When there is talk, and where it is all in one place. */
function timesOfTalk(dice: Dice, lasts: number, away: readonly (Deed & Timed)[]): { at: number; into?: Place }[] {
  const times: { at: number; into?: Place }[] = []
  for (const deed of away) {
    if (deed.kind !== 'away') continue
    for (let n = 0; n < BURST; n += 1)
      times.push({ at: deed.at + 300 + (n * (deed.ms - 500)) / BURST, into: 'general' })
  }
  for (let at = 0; at < lasts; at += dice.between(0.5, 1.5) * PACE_MS) times.push({ at })
  return times.toSorted((a, b) => a.at - b.at)
}

function elsewhere(dice: Dice, lasts: number): (Deed & Timed)[] {
  const deeds: (Deed & Timed)[] = []
  for (let at = 700; at < lasts; at += dice.between(800, 2_400)) {
    const place = dice.pick(['general', 'pier', 'letters'] as const)
    const seen = `${place} ${places[place].said - 1}`
    if (dice.next() < 0.5) deeds.push({ at, kind: 'say-elsewhere', place, mark: `device ${deeds.length}` })
    else deeds.push({ at, kind: 'acknowledge', place, mark: seen })
  }
  return deeds
}

/** One seed and length, one plan. */
export function planDeeds(seed: number, lasts: number): Plan {
  const dice = createDice(seed, 'flaky wifi')
  const talk = createTalk(dice)
  const trouble: (Deed & Timed)[] = []
  for (let begin = 0; begin < lasts; begin += SEGMENT_MS) {
    trouble.push(...troubles(dice, begin, begin + SEGMENT_MS >= lasts))
  }
  // Nothing is changed before it was said: what is said is drawn in the order of its times.
  const said = timesOfTalk(dice, lasts, trouble).map(({ at, into }) => talk(at, into))
  const deeds = [...said, ...trouble, ...elsewhere(dice, lasts)].toSorted((a, b) => a.at - b.at)
  return { deeds, page: planPage(dice, lasts) }
}
