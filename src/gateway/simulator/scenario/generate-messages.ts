import { durationMs } from '#shared/simulator/duration.ts'
import type { GeneratedPast } from '#shared/simulator/scenario-world.ts'
import { createRandom, type Random } from '../random.ts'
import type { MessageSpec } from '../world-spec.ts'
import { code, draw, link, paragraph, sentence, sign } from './phrases.ts'

/** Who may have said something in each channel, by reference. */
export type Audience = ReadonlyMap<string, readonly string[]>

interface GenerateOptions {
  readonly seed: number
  /** Sets one generator of a scenario apart from the next. */
  readonly index: number
  readonly now: number
  readonly audience: Audience
}

/** A message, of which the reply is not yet an index: it answers one so many before it in its channel. */
export interface GeneratedMessage extends MessageSpec {
  readonly answers?: number
}

const kinds = ['plain', 'long', 'code', 'link', 'emoji', 'mention', 'reply'] as const
type Kind = (typeof kinds)[number]

const usual: Readonly<Record<Kind, number>> = { plain: 70, long: 5, code: 3, link: 4, emoji: 5, mention: 5, reply: 8 }
const usualShares = { reacted: 0.1, edited: 0.02, retracted: 0.01 }
const MOST_BACK = 20
const REACTORS = 4

function weightsOf(mix: GeneratedPast['mix']): Readonly<Record<Kind, number>> {
  const own = kinds.some((kind) => mix?.[kind] !== undefined)
  if (!own) return usual
  const { plain = 0, long = 0, code: codes = 0, link: links = 0, emoji = 0, mention = 0, reply = 0 } = mix ?? {}
  return { plain, long, code: codes, link: links, emoji, mention, reply }
}

function chooseKind(weights: Readonly<Record<Kind, number>>, random: Random): Kind {
  let rest = random.next() * kinds.reduce((sum, kind) => sum + weights[kind], 0)
  for (const kind of kinds) {
    rest -= weights[kind]
    if (rest < 0) return kind
  }
  return 'plain'
}

const words: Readonly<Record<Kind, (random: Random, people: readonly [string, ...string[]]) => string>> = {
  plain: sentence,
  long: paragraph,
  code,
  link,
  emoji: sign,
  mention: (random, people) => `<@${draw(random, people)}> ${sentence(random)}`,
  reply: sentence,
}

/** Times from the earliest to the latest. */
function times({ count, span, until = '0s' }: GeneratedPast, now: number, random: Random): number[] {
  const end = now - durationMs(until)
  const drawn = Array.from({ length: count }, () => end - Math.ceil(random.next() * durationMs(span)))
  return drawn.toSorted((a, b) => a - b)
}

type Shares = typeof usualShares

function sharesOf(mix: GeneratedPast['mix']): Shares {
  const { reacted, edited, retracted } = usualShares
  return {
    reacted: mix?.reacted ?? reacted,
    edited: mix?.edited ?? edited,
    retracted: mix?.retracted ?? retracted,
  }
}

function fateOf(
  shares: Shares,
  { at, now, random }: { at: number; now: number; random: Random },
): Partial<MessageSpec> {
  const later = Math.min(now, at + Math.floor(random.between(5_000, 300_000)))
  if (random.next() < shares.retracted) return { retractedAt: later }
  return random.next() < shares.edited ? { editedAt: later } : {}
}

function reactionsOf(share: number, people: readonly [string, ...string[]], random: Random): Partial<MessageSpec> {
  if (random.next() >= share) return {}
  const count = 1 + Math.floor(random.next() * Math.min(REACTORS, people.length))
  const first = Math.floor(random.next() * people.length)
  const chosen = Array.from({ length: count }, (_, index) => people[(first + index) % people.length] ?? people[0])
  return { reactions: { [sign(random)]: [...new Set(chosen)] } }
}

const isFilled = (list: readonly string[]): list is readonly [string, ...string[]] => list.length > 0

/** Messages of chance, in the order of time. */
export function generateMessages(
  wanted: GeneratedPast,
  { seed, index, now, audience }: GenerateOptions,
): GeneratedMessage[] {
  const random = createRandom(seed, `history ${index}`)
  const weights = weightsOf(wanted.mix)
  const shares = sharesOf(wanted.mix)
  const [first = '', ...rest] = wanted.channels
  return times(wanted, now, random).flatMap((at): GeneratedMessage[] => {
    const channel = draw(random, [first, ...rest])
    const people = wanted.authors ?? audience.get(channel) ?? []
    if (!isFilled(people)) return []
    const kind = chooseKind(weights, random)
    return [
      {
        channel,
        author: draw(random, people),
        at,
        content: words[kind](random, people),
        ...(kind === 'reply' ? { answers: 1 + Math.floor(random.next() * MOST_BACK) } : {}),
        ...reactionsOf(shares.reacted, people, random),
        ...fateOf(shares, { at, now, random }),
      },
    ]
  })
}
