import type { Random } from '../random.ts'
import type { Conversation, Remark, When } from './read-talk.ts'

/** Where in time a world stands. */
export interface Frame {
  readonly now: number
  /** What local time is ahead of UTC: people talk at humane hours of whoever looks at them. */
  readonly offsetMs: number
}

export interface TimedRemark {
  readonly remark: Remark
  readonly at: number
  readonly answers: TimedRemark | undefined
}

export interface TimedTalk {
  /** In the order of time. */
  readonly remarks: readonly TimedRemark[]
  /** When the last message was said that the owner has read; all of them where it is not told. */
  readonly readUntil: number | undefined
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** The story's last day has its morning behind it, whatever the clock says. */
const STORY_DAY_ENDS_MS = 14 * HOUR_MS
const QUIET_BEFORE_NOW_MS = 75_000
const WAKING = { from: 8 * 60, to: 22 * 60 }
const SPAN_DAYS = { newest: 1, oldest: 20 }
const TRIES = 24
const ARROW_CHANCE = 0.06

/** The start of the story's last day, in local time. */
export function lastMidnight({ now, offsetMs }: Frame): number {
  return Math.floor((now - STORY_DAY_ENDS_MS + offsetMs) / DAY_MS) * DAY_MS - offsetMs
}

function startOf(when: Exclude<When, { kind: 'any' }>, frame: Frame): number {
  if (when.kind === 'before') return frame.now - when.minutes * MINUTE_MS
  return lastMidnight(frame) - when.daysAgo * DAY_MS + when.minute * MINUTE_MS
}

/** How long somebody takes to read what was said and to write this. */
function pauseBefore(remark: Remark, before: Remark, random: Random): number {
  const writing = 4_000 + Math.min(remark.content.length, 240) * random.between(90, 190)
  if (before.author === remark.author) return writing * 0.7
  const away = random.next() < 0.34 ? random.between(1, 5) * MINUTE_MS : 0
  return writing + random.between(4_000, 38_000) + away
}

function offsetsOf({ remarks }: Conversation, random: Random): number[] {
  let offset = 0
  return remarks.map((remark, index) => {
    const before = remarks[index - 1]
    offset += before === undefined ? random.between(0, 40_000) : pauseBefore(remark, before, random)
    return Math.round(offset)
  })
}

/** One conversation with its times; what would run past now is told faster. */
function time(conversation: Conversation, start: number, { random, frame }: Telling): TimedRemark[] {
  const offsets = offsetsOf(conversation, random)
  const room = frame.now - QUIET_BEFORE_NOW_MS - start
  const length = offsets.at(-1) ?? 0
  const pace = length > room ? room / length : 1
  const told: TimedRemark[] = []
  for (const [index, remark] of conversation.remarks.entries()) {
    told.push({
      remark,
      answers: answeredBy(remark, told, random),
      at: Math.floor(start + (offsets[index] ?? 0) * pace),
    })
  }
  return told
}

/** What is answered as it is written down; now and then somebody answers the last one with the arrow as well. */
function answeredBy(remark: Remark, told: readonly TimedRemark[], random: Random): TimedRemark | undefined {
  if (remark.answers !== undefined) return told[remark.answers]
  const last = told.at(-1)
  const byChance = random.next() < ARROW_CHANCE
  return byChance && last !== undefined && last.remark.author !== remark.author ? last : undefined
}

interface Telling {
  readonly random: Random
  readonly frame: Frame
}

/** A moment of a waking day that is as far as can be from what is said already. */
function freeMoment(taken: readonly number[], { random, frame }: Telling): number {
  const candidates = Array.from({ length: TRIES }, () => {
    const daysAgo = Math.floor(random.between(SPAN_DAYS.newest, SPAN_DAYS.oldest + 1))
    const minute = random.between(WAKING.from, WAKING.to)
    const at = startOf({ kind: 'day', daysAgo, minute }, frame)
    return { at, distance: Math.min(...taken.map((other) => Math.abs(other - at))) }
  })
  return candidates.reduce((best, other) => (other.distance > best.distance ? other : best)).at
}

/** All the talk of one channel with its times. */
export function tellTimes(conversations: readonly Conversation[], telling: Telling): TimedTalk {
  const remarks: TimedRemark[] = []
  let readUntil: number | undefined
  for (const conversation of conversations) {
    const { when } = conversation
    const taken = remarks.map(({ at }) => at)
    const start = when.kind === 'any' ? freeMoment(taken, telling) : startOf(when, telling.frame)
    remarks.push(...time(conversation, start, telling))
    if (conversation.readUpToHere) readUntil = remarks.at(-1)?.at
  }
  return { remarks: remarks.toSorted((a, b) => a.at - b.at), readUntil }
}
