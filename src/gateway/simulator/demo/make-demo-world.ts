import { createRandom, type Random } from '../random.ts'
import type { MessageSpec, WorldSpec } from '../world-spec.ts'
import { bots, castFor, OWNER } from './cast.ts'
import { tellFares } from './fares.ts'
import { fillDates } from './fill-dates.ts'
import { audienceOf, directs, servers, stickers, webhooks } from './places.ts'
import { readTalk, type Remark } from './read-talk.ts'
import { talkByChannel } from './talk-by-channel.ts'
import { tellTimes, type Frame, type TimedRemark, type TimedTalk } from './tell-times.ts'

/** All that the demo world depends on. */
export interface DemoWorldOptions extends Frame {
  readonly seed: number
  readonly ownerName: string
}

const MESSAGES = 2_000
const FARES = 'fare-watch'
const EDIT_CHANCE = 0.025
const WORTH_EDITING = 60

const botRefs = new Set([...bots, ...webhooks].map(({ ref }) => ref))

/** A sticker stands alone on its line. */
const stickerIn = (content: string): string | undefined => /^\{sticker ([a-z-]+)\}$/.exec(content)?.[1]

function reactionsOf(channel: string, remark: Remark, random: Random): NonNullable<MessageSpec['reactions']> {
  const willing = audienceOf(channel).filter((ref) => ref !== remark.author && ref !== OWNER && !botRefs.has(ref))
  // One emoji a person and message: whoever has chosen one is not asked again.
  let rest = random.sample(willing, willing.length)
  const chosen = remark.reactions.map(({ emoji, people, withOwner }) => {
    const count = withOwner ? people - 1 : people
    const crowd = rest.slice(0, count)
    rest = rest.slice(count)
    return [emoji, withOwner ? [...crowd, OWNER] : crowd] as const
  })
  return Object.fromEntries(chosen)
}

/** When something became of a message, if anything did. */
function fateOf(
  { remark, at }: TimedRemark,
  random: Random,
  now: number,
): Pick<MessageSpec, 'editedAt' | 'retractedAt'> {
  const later = Math.min(at + Math.floor(random.between(20_000, 150_000)), now)
  if (remark.fate === 'retracted') return { retractedAt: later }
  const byChance = random.next() < EDIT_CHANCE && remark.content.length > WORTH_EDITING && !botRefs.has(remark.author)
  return remark.fate === 'edited' || byChance ? { editedAt: later } : {}
}

/** What a remark says, and under which name. */
function wordsOf(
  { remark, at }: TimedRemark,
  options: DemoWorldOptions,
): Pick<MessageSpec, 'content' | 'sticker' | 'as'> {
  const sticker = stickerIn(remark.content)
  if (sticker !== undefined) return { content: '', sticker }
  const content = fillDates(remark.content, at, options.offsetMs)
  return { content, ...(remark.as === undefined ? {} : { as: remark.as }) }
}

function toMessages(channel: string, remarks: readonly TimedRemark[], options: DemoWorldOptions): MessageSpec[] {
  const random = createRandom(options.seed, `messages ${channel}`)
  return remarks.map((timed) => ({
    channel,
    author: timed.remark.author,
    at: timed.at,
    ...wordsOf(timed, options),
    ...(timed.answers === undefined ? {} : { replyTo: remarks.indexOf(timed.answers) }),
    ...(timed.remark.reactions.length === 0 ? {} : { reactions: reactionsOf(channel, timed.remark, random) }),
    ...fateOf(timed, random, options.now),
  }))
}

/** The talk of every channel, and as many fares as make the number full. */
function tellAll(options: DemoWorldOptions): ReadonlyMap<string, TimedTalk> {
  const { seed } = options
  const talks = new Map(
    Object.entries(talkByChannel).map(([channel, texts]) => {
      const conversations = texts.flatMap((text) => readTalk(text))
      return [channel, tellTimes(conversations, { random: createRandom(seed, `times ${channel}`), frame: options })]
    }),
  )
  const said = [...talks.values()].reduce((sum, { remarks }) => sum + remarks.length, 0)
  const fares = tellFares(MESSAGES - said, createRandom(seed, 'fares'), options)
  const people = talks.get(FARES) ?? { remarks: [], readUntil: undefined }
  return talks.set(FARES, { ...people, remarks: [...people.remarks, ...fares].toSorted((a, b) => a.at - b.at) })
}

const lastRead = ({ remarks, readUntil }: TimedTalk): number =>
  remarks.findLastIndex(({ at }) => readUntil === undefined || at <= readUntil)

/** The demo world as data. The same options make the same world. */
export function makeDemoWorld(options: DemoWorldOptions): WorldSpec {
  const talks = tellAll(options)
  return {
    owner: OWNER,
    people: castFor(options.ownerName),
    servers,
    directs,
    stickers,
    webhooks,
    messages: [...talks].flatMap(([channel, { remarks }]) => toMessages(channel, remarks, options)),
    reads: [...talks].map(([channel, talk]) => ({ person: OWNER, channel, upTo: lastRead(talk) })),
  }
}
