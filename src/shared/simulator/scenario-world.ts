import * as z from 'zod/mini'
import { permission } from '../models/permissions.ts'
import { about } from './about.ts'
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
const weight = z.number().check(z.gte(0))
const share = z.number().check(z.gte(0), z.lte(1))

/** All that can be left out. */
const maybe = z.optional

const person = z.strictObject({
  name: about(
    'The user name, where it is not the reference.',
    maybe(z.string().check(z.minLength(1), z.maxLength(32))),
  ),
})

const color = z.string().check(z.regex(/^#[0-9a-fA-F]{6}$/, 'Invalid input: expected a colour such as #3366ff'))

const role = z.strictObject({
  name: about('What the role is called, where it is not the reference.', maybe(name)),
  color: about('The colour of its members’ names, as #3366ff.', maybe(color)),
  permissions: about('What its members may do, beside what everybody may.', maybe(z.array(permission))),
  members: about('Who has it, by reference.', maybe(refs)),
})

const override = z.strictObject({
  role: about('The role it is for, or `everyone`: the one that all have.', maybe(ref)),
  member: about('The one member it is for, in place of a role.', maybe(ref)),
  allow: about('What they may do in this channel.', maybe(z.array(permission))),
  deny: about('What they may not do in this channel.', maybe(z.array(permission))),
})

const channel = z.strictObject({
  name: about('What the channel is called, where it is not the reference.', maybe(name)),
  topic: about('What stands above its messages.', maybe(text)),
  category: about('The category it stands in, by its reference in this server.', maybe(ref)),
  url: about('The address of a page, which makes it a web channel.', maybe(z.string())),
  overrides: about('Who may do more or less in it than in the server.', maybe(z.array(override))),
})

const category = z.strictObject({
  name: about('What the category is called, where it is not the reference.', maybe(name)),
})

const server = z.strictObject({
  name: about('What the server is called, where it is not the reference.', maybe(name)),
  owner: about('Whose server it is, by reference.', ref),
  members: about('Everybody else who is in it, by reference.', maybe(refs)),
  everyone: about('What everybody may do here, where it is not what a new server gives.', maybe(z.array(permission))),
  roles: about('Roles by reference, the highest first.', maybe(z.record(ref, z.nullable(role)))),
  categories: about('Categories by reference, in their order.', maybe(z.record(ref, z.nullable(category)))),
  channels: about('Channels by reference, in their order.', z.record(ref, z.nullable(channel))),
})

const sticker = z.strictObject({
  name: about('What the sticker is called, where it is not the reference.', maybe(name)),
  server: about('The server it belongs to.', maybe(ref)),
  person: about('The person it belongs to, in place of a server.', maybe(ref)),
})

const webhook = z.strictObject({
  name: about('The name it writes under, where it is not the reference.', maybe(name)),
  channel: about('The channel of a server that it writes into.', ref),
})

const bot = z.strictObject({
  name: about(
    'The user name, where it is not the reference.',
    maybe(z.string().check(z.minLength(1), z.maxLength(32))),
  ),
  owner: about('The person whose bot it is.', ref),
  service: about('The kind of service that runs it.', maybe(z.string().check(z.minLength(1), z.maxLength(64)))),
  directMessages: about('Whether people may write to it directly.', maybe(z.boolean())),
})

/** A file as somebody sends it. */
export const fileInMessage = z.strictObject({
  name: about('The name of the file.', name),
  type: about('Its media type, where it is neither a picture nor words.', maybe(z.string())),
  text: about('The words that are in it; without them it is a small picture.', maybe(text)),
})

/** One message of the past, as it was said. */
export const pastMessage = z.strictObject({
  ref: about('By which replies, reads and the timeline name it.', maybe(ref)),
  channel: about('The channel it stands in, or a direct message as alice&bob.', channelRef),
  by: about('Who said it: a person, a bot, or a webhook of the channel.', ref),
  nonce: about(
    'Whoever sends it once more with the same one within a day does not say it again.',
    maybe(z.string().check(z.minLength(1), z.maxLength(128))),
  ),
  ago: about('How long before the scenario begins; else a second after the message above.', maybe(duration)),
  text: about('What it says; `<@alice>` mentions her.', maybe(text)),
  plainText: about('The same without formatting, for readers that have none.', maybe(text)),
  reply: about('The earlier message of the same channel that it answers.', maybe(ref)),
  reactions: about('Emoji to those who chose it: one emoji a person and message.', maybe(z.record(emoji, refs))),
  editedAfter: about('How long after it was said it was changed.', maybe(duration)),
  retractedAfter: about('How long after it was said it was taken back.', maybe(duration)),
  files: about('The files that came with it.', maybe(z.array(fileInMessage))),
  sticker: about('The sticker that it is, by reference.', maybe(ref)),
  voice: about('How long the recording is that it is.', maybe(duration)),
  forward: about('The earlier message that it shows again.', maybe(ref)),
  as: about('The name a webhook gives itself for this message alone.', maybe(name)),
  type: about('The kind of card it is.', maybe(z.string().check(z.minLength(1), z.maxLength(128)))),
  payload: about('What a card carries.', maybe(z.record(z.string(), z.unknown()))),
})

const mix = z.strictObject({
  plain: about('How often a message is a sentence, in proportion to the other kinds.', maybe(weight)),
  long: about('How often a message is a whole paragraph.', maybe(weight)),
  code: about('How often a message is a piece of code.', maybe(weight)),
  link: about('How often a message has a link in it.', maybe(weight)),
  emoji: about('How often a message is nothing but an emoji.', maybe(weight)),
  mention: about('How often a message mentions somebody.', maybe(weight)),
  reply: about('How often a message answers an earlier one.', maybe(weight)),
  reacted: about('What share of all messages has reactions.', maybe(share)),
  edited: about('What share of all messages was changed.', maybe(share)),
  retracted: about('What share of all messages was taken back.', maybe(share)),
})

/** Messages of chance: one seed makes the same. */
export const generatedPast = z.strictObject({
  channels: about('Where they were said.', z.array(channelRef).check(z.minLength(1))),
  count: about('How many there are.', z.int().check(z.gte(1), z.lte(1_000_000))),
  authors: about('Who said them, where it is not whoever is there.', maybe(refs.check(z.minLength(1)))),
  span: about('Over how long they are spread.', duration),
  until: about('How long before the scenario begins the last of them was said.', maybe(duration)),
  mix: about('Of which kinds they are.', maybe(mix)),
})

const history = z.strictObject({
  messages: about('Messages as they were said, one by one.', maybe(z.array(pastMessage))),
  generate: about('Messages of chance, many at once.', maybe(z.array(generatedPast))),
})

const read = z.strictObject({
  person: about('Who has read it.', ref),
  channel: about('What they have read.', channelRef),
  upTo: about('The last message they have read, where it is not the last of all.', maybe(ref)),
})

/** A world as people write it: who and what is in it, and what was said before anybody looks. */
export const worldFile = z.strictObject({
  owner: about('Whose gateway it is.', maybe(ref)),
  people: about('Everybody there is, by reference.', z.record(ref, z.nullable(person))),
  servers: about('Servers by reference, with all that is in them.', maybe(z.record(ref, server))),
  directs: about('Pairs of people who have a direct message.', maybe(z.array(z.tuple([ref, ref])))),
  stickers: about('Stickers of servers and of people, by reference.', maybe(z.record(ref, sticker))),
  webhooks: about('Webhooks by reference.', maybe(z.record(ref, webhook))),
  bots: about('Bots by reference.', maybe(z.record(ref, bot))),
  history: about('What was said before the scenario begins.', maybe(history)),
  reads: about('Who has read which channel, and how far.', maybe(z.array(read))),
})

export type WorldFile = z.infer<typeof worldFile>
export type PastMessage = z.infer<typeof pastMessage>
export type GeneratedPast = z.infer<typeof generatedPast>
