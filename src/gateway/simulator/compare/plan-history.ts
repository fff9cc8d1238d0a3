import type { MessageSpec, WorldSpec } from '../world-spec.ts'
import { request, type Visit } from './plan-world.ts'
import type { Step } from './step.ts'

interface History {
  readonly steps: readonly Step[]
  /** What cannot be said by the protocol alone, in words. */
  readonly leftOut: readonly string[]
}

export const messageSymbol = (ref: string): string => `{message:${ref}}`

/** A text in which people are called by reference, with symbols for those who take part. */
export const withPeople = (text: string, people: readonly string[]): string =>
  text.replaceAll(/<@([a-z][\w-]*)>/g, (whole, ref: string) => (people.includes(ref) ? `<@{person:${ref}}>` : whole))

const isCarrying = ({ files, voice, sticker, forward }: MessageSpec): boolean =>
  [files, voice, sticker, forward].some((part) => part !== undefined)

interface Said extends MessageSpec {
  readonly symbol: string
}

function bodyOf({ content, plainText, type, payload }: MessageSpec, people: readonly string[]): object {
  return {
    ...(content === '' ? {} : { content: withPeople(content, people) }),
    ...(plainText === undefined ? {} : { plainText }),
    ...(type === undefined ? {} : { type }),
    ...(payload === undefined ? {} : { payload }),
  }
}

function stepsOf(message: Said, answers: string | undefined, { people }: Visit): Step[] {
  const { author, channel, symbol, reactions = {}, editedAt, retractedAt } = message
  const messages = `/channels/{channel:${channel}}/messages`
  const one = `${messages}/${symbol}`
  const reply = answers === undefined ? {} : { referencedMessageId: answers }
  return [
    request(author, `POST ${messages}`, {
      body: { ...bodyOf(message, people), ...reply },
      learns: { [symbol]: '_id' },
    }),
    ...Object.entries(reactions).flatMap(([emoji, persons]) =>
      persons
        .filter((person) => people.includes(person))
        .map((person) => request(person, `PUT ${one}/reactions/${encodeURIComponent(emoji)}/@me`)),
    ),
    ...(editedAt === undefined
      ? []
      : [request(author, `PATCH ${one}`, { body: { content: withPeople(message.content, people) } })]),
    ...(retractedAt === undefined ? [] : [request(author, `DELETE ${one}`)]),
  ]
}

/** A message without a name is called by its place in the channel, as `general~3`. */
function inChannels(messages: readonly MessageSpec[]): Said[] {
  const counts = new Map<string, number>()
  return messages.map((message) => {
    const place = (counts.get(message.channel) ?? 0) + 1
    counts.set(message.channel, place)
    return { ...message, symbol: messageSymbol(message.ref ?? `${message.channel}~${place}`) }
  })
}

/** The newest, and all that are spoken of later. */
function chosen(messages: readonly Said[], limit: number): ReadonlySet<Said> {
  const newest = messages.toSorted((a, b) => a.at - b.at).slice(limit === 0 ? messages.length : -limit)
  return new Set([...newest, ...messages.filter(({ ref }) => ref !== undefined)])
}

/** What was said before, said again now: at most so much of it that has no name. */
export function historySteps({ messages = [], reads = [] }: WorldSpec, visit: Visit, limit: number): History {
  const all = inChannels(messages)
  const inChannel = Map.groupBy(all, ({ channel }) => channel)
  const sayable = all.filter((message) => visit.people.includes(message.author) && !isCarrying(message))
  const kept = chosen(sayable, limit)
  const symbolAt = (channel: string, index: number | undefined): string | undefined => {
    const message = index === undefined ? undefined : inChannel.get(channel)?.[index]
    return message !== undefined && kept.has(message) ? message.symbol : undefined
  }
  const said = [...kept]
    .toSorted((a, b) => a.at - b.at)
    .flatMap((message) => stepsOf(message, symbolAt(message.channel, message.replyTo), visit))
  const acknowledged = reads.flatMap(({ person, channel, upTo }) => {
    const lastMessageId = symbolAt(channel, upTo)
    if (lastMessageId === undefined || !visit.people.includes(person)) return []
    return [request(person, `POST /channels/{channel:${channel}}/ack`, { body: { lastMessageId } })]
  })
  return {
    steps: [...said, ...acknowledged],
    leftOut: missingFrom(all.length - sayable.length, sayable.length - kept.size),
  }
}

function missingFrom(unsayable: number, older: number): string[] {
  return [
    ...(unsayable === 0
      ? []
      : [`${unsayable} messages of bots and webhooks, or with files, stickers, recordings, forwards`]),
    ...(older === 0 ? [] : [`${older} older messages (--history)`]),
  ]
}
