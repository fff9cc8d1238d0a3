import * as z from 'zod/mini'
import { permission } from '../models/permissions.ts'
import { duration } from './duration.ts'

/** What something is called within a scenario: it stands for an id that depends on nothing but it and the seed. */
export const ref = z
  .string()
  .check(
    z.regex(
      /^[a-z][a-z0-9_-]{0,63}$/,
      'Invalid input: expected a reference: a small letter, then small letters, digits, - and _',
    ),
  )

/** A channel of a server, or a direct message as `alice&bob`: as its pair stands in `directs`. */
export const channelRef = z
  .string()
  .check(
    z.regex(
      /^[a-z][a-z0-9_-]{0,63}(&[a-z][a-z0-9_-]{0,63})?$/,
      'Invalid input: expected a channel by reference, or a direct message as alice&bob',
    ),
  )

const name = z.string().check(z.minLength(1), z.maxLength(100))
const text = z.string().check(z.maxLength(16_000))
const refs = z.array(ref)
const emoji = z.string().check(z.minLength(1), z.maxLength(64))
const weight = z.optional(z.number().check(z.gte(0)))
const share = z.number().check(z.gte(0), z.lte(1))

/** All that can be left out. */
const maybe = z.optional

const person = z.strictObject({
  /** The user name; else the reference. */
  name: maybe(z.string().check(z.minLength(1), z.maxLength(32))),
})

const role = z.strictObject({
  name: maybe(name),
  color: maybe(z.string().check(z.regex(/^#[0-9a-fA-F]{6}$/, 'Invalid input: expected a colour such as #3366ff'))),
  permissions: maybe(z.array(permission)),
  members: maybe(refs),
})

const override = z.strictObject({
  /** By reference; `everyone` is the role that all have. One of `role` and `member`. */
  role: maybe(ref),
  member: maybe(ref),
  allow: maybe(z.array(permission)),
  deny: maybe(z.array(permission)),
})

const channel = z.strictObject({
  /** Else the reference. */
  name: maybe(name),
  topic: maybe(text),
  category: maybe(ref),
  /** An address makes it a web channel. */
  url: maybe(z.string()),
  overrides: maybe(z.array(override)),
})

const server = z.strictObject({
  name: maybe(name),
  owner: ref,
  members: maybe(refs),
  /** What everybody may do here; else what a new server gives. */
  everyone: maybe(z.array(permission)),
  /** The highest first. */
  roles: maybe(z.record(ref, z.nullable(role))),
  categories: maybe(z.record(ref, z.nullable(z.strictObject({ name: maybe(name) })))),
  channels: z.record(ref, z.nullable(channel)),
})

const sticker = z.strictObject({
  name: maybe(name),
  /** Of a server, or of a person. */
  server: maybe(ref),
  person: maybe(ref),
})

const webhook = z.strictObject({ name: maybe(name), channel: ref })

const bot = z.strictObject({
  name: maybe(z.string().check(z.minLength(1), z.maxLength(32))),
  owner: ref,
  /** The kind of service that runs it. */
  service: maybe(z.string().check(z.minLength(1), z.maxLength(64))),
  directMessages: maybe(z.boolean()),
})

/** A file as somebody sends it. */
export const fileInMessage = z.strictObject({
  name,
  type: maybe(z.string()),
  /** What is in it: words, or else a small picture. */
  text: maybe(text),
})

/** One message of the past, as it was said. */
export const pastMessage = z.strictObject({
  /** By which replies, reads and the timeline name it. */
  ref: maybe(ref),
  channel: channelRef,
  /** A person, a bot, or a webhook of the channel. */
  by: ref,
  /** Whoever sends it once more with the same one within a day does not say it again. */
  nonce: maybe(z.string().check(z.minLength(1), z.maxLength(128))),
  /** How long before the scenario begins; else a second after the message above. */
  ago: maybe(duration),
  /** `<@alice>` mentions her. */
  text: maybe(text),
  plainText: maybe(text),
  /** The reference of an earlier message of the same channel. */
  reply: maybe(ref),
  /** Emoji to who chose it; one emoji a person and message. */
  reactions: maybe(z.record(emoji, refs)),
  /** How long after it was said it was changed, or taken back. */
  editedAfter: maybe(duration),
  retractedAfter: maybe(duration),
  files: maybe(z.array(fileInMessage)),
  sticker: maybe(ref),
  /** A recording of so long. */
  voice: maybe(duration),
  /** Another message, shown again. */
  forward: maybe(ref),
  /** The name a webhook gives itself for this message alone. */
  as: maybe(name),
  /** A card of whatever kind, with what it carries. */
  type: maybe(z.string().check(z.minLength(1), z.maxLength(128))),
  payload: maybe(z.record(z.string(), z.unknown())),
})

/** Messages of chance: one seed makes the same. */
export const generatedPast = z.strictObject({
  channels: z.array(channelRef).check(z.minLength(1)),
  count: z.int().check(z.gte(1), z.lte(1_000_000)),
  /** Else whoever is in the channel's server, or direct message. */
  authors: maybe(refs.check(z.minLength(1))),
  /** Over how long they are spread, up to `until` before the scenario begins. */
  span: duration,
  until: maybe(duration),
  mix: maybe(
    z.strictObject({
      /** How often each kind comes, in proportion to the others. */
      plain: weight,
      long: weight,
      code: weight,
      link: weight,
      emoji: weight,
      mention: weight,
      reply: weight,
      /** What share of all of them has reactions, was edited, was taken back. */
      reacted: maybe(share),
      edited: maybe(share),
      retracted: maybe(share),
    }),
  ),
})

/** A world as people write it: who and what is in it, and what was said before anybody looks. */
export const worldFile = z.strictObject({
  /** Whose gateway it is. */
  owner: maybe(ref),
  people: z.record(ref, z.nullable(person)),
  servers: maybe(z.record(ref, server)),
  /** Pairs who have a direct message. */
  directs: maybe(z.array(z.tuple([ref, ref]))),
  stickers: maybe(z.record(ref, sticker)),
  webhooks: maybe(z.record(ref, webhook)),
  bots: maybe(z.record(ref, bot)),
  history: maybe(z.strictObject({ messages: maybe(z.array(pastMessage)), generate: maybe(z.array(generatedPast)) })),
  /** Who has read a channel, up to a message by its reference, or to its last. */
  reads: maybe(z.array(z.strictObject({ person: ref, channel: channelRef, upTo: maybe(ref) }))),
})

export type WorldFile = z.infer<typeof worldFile>
export type PastMessage = z.infer<typeof pastMessage>
export type GeneratedPast = z.infer<typeof generatedPast>
