import { durationMs } from '#shared/simulator/duration.ts'
import type { PastMessage, WorldFile } from '#shared/simulator/scenario-world.ts'
import { given } from '../given.ts'
import type { MessageSpec, WorldSpec } from '../world-spec.ts'
import { generateMessages, type Audience, type GeneratedMessage } from './generate-messages.ts'
import { serversOf, keysOf } from './known.ts'
import { sampleFile, sampleRecording } from './sample-files.ts'

/** What a world made of a file depends on beside the file. */
export interface CompileOptions {
  readonly seed: number
  /** When the scenario begins, in milliseconds since 1970. */
  readonly now: number
}

/** The first message that does not say when. */
const FIRST_AGO_MS = 3_600_000
const STEP_MS = 1000

interface Written extends GeneratedMessage {
  readonly reply?: string
}

function changesOf({ editedAfter, retractedAfter }: PastMessage, at: number): Partial<MessageSpec> {
  return {
    ...(editedAfter === undefined ? {} : { editedAt: at + durationMs(editedAfter) }),
    ...(retractedAfter === undefined ? {} : { retractedAt: at + durationMs(retractedAfter) }),
  }
}

function voiceOf(voice: string): Partial<MessageSpec> {
  const length = durationMs(voice)
  return { voice: { file: sampleRecording(length), durationMs: length } }
}

function written(message: PastMessage, at: number): Written {
  const {
    channel,
    by,
    text = '',
    files,
    voice,
    ref,
    as,
    sticker,
    forward,
    type,
    payload,
    plainText,
    reactions,
    reply,
    nonce,
  } = message
  return {
    channel,
    author: by,
    at,
    content: text,
    ...given({ ref, as, sticker, forward, type, payload, plainText, reactions, reply, nonce }),
    ...(files === undefined ? {} : { files: files.map(sampleFile) }),
    ...(voice === undefined ? {} : voiceOf(voice)),
    ...changesOf(message, at),
  }
}

function writtenPast(messages: readonly PastMessage[], now: number): Written[] {
  let last = now - FIRST_AGO_MS - STEP_MS
  return messages.map((message) => {
    const at = message.ago === undefined ? Math.min(last + STEP_MS, now) : now - durationMs(message.ago)
    last = at
    return written(message, at)
  })
}

/** Everybody who is somewhere: members of the server, both people of a direct message. */
function audienceOf(world: WorldFile): Audience {
  const inServers = serversOf(world).flatMap(([, { channels, owner, members = [] }]) =>
    keysOf(channels).map((channel) => [channel, [owner, ...members]] as const),
  )
  const inDirects = (world.directs ?? []).map(([one, other]) => [`${one}&${other}`, [one, other]] as const)
  return new Map([...inServers, ...inDirects])
}

interface Ordered {
  readonly messages: readonly MessageSpec[]
  /** Where messages with a reference stand in their channel. */
  readonly places: ReadonlyMap<string, number>
  /** How many there are in each channel. */
  readonly counts: ReadonlyMap<string, number>
}

/** Puts replies by their index in the channel, now that all of it stands in order. */
function inOrder(messages: readonly Written[]): Ordered {
  const counts = new Map<string, number>()
  const places = new Map<string, number>()
  const ordered = messages
    .toSorted((a, b) => a.at - b.at)
    .map(({ reply, answers, ...message }): MessageSpec => {
      const index = counts.get(message.channel) ?? 0
      counts.set(message.channel, index + 1)
      if (message.ref !== undefined) places.set(message.ref, index)
      const back = answers === undefined || index === 0 ? undefined : Math.max(0, index - answers)
      const replyTo = reply === undefined ? back : places.get(reply)
      return replyTo === undefined ? message : { ...message, replyTo }
    })
  return { messages: ordered, places, counts }
}

/** The past of a world, what people wrote down and what was generated together, and who has read it. */
export function compileHistory(world: WorldFile, { seed, now }: CompileOptions): Pick<WorldSpec, 'messages' | 'reads'> {
  const { messages = [], generate = [] } = world.history ?? {}
  const audience = audienceOf(world)
  const generated = generate.flatMap((wanted, index) => generateMessages(wanted, { seed, index, now, audience }))
  const past = inOrder([...writtenPast(messages, now), ...generated])
  const reads = (world.reads ?? []).flatMap(({ person, channel, upTo }) => {
    const place = upTo === undefined ? (past.counts.get(channel) ?? 0) - 1 : past.places.get(upTo)
    return place === undefined || place < 0 ? [] : [{ person, channel, upTo: place }]
  })
  return { messages: past.messages, reads }
}
