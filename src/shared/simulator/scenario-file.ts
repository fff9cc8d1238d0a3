import * as z from 'zod/mini'
import { about } from './about.ts'
import { duration } from './duration.ts'
import { fault } from './fault.ts'
import { channelRef, fileInMessage, ref, worldFile } from './scenario-world.ts'

const text = z.string().check(z.minLength(1), z.maxLength(16_000))
const maybe = z.optional
const eventName = z.string().check(z.minLength(1), z.maxLength(64))

/** A message by its reference, or as the third of the past of general: `general~3`. */
const messageRef = z
  .string()
  .check(
    z.regex(
      /^[a-z][a-z0-9_-]{0,63}((&[a-z][a-z0-9_-]{0,63})?~\d{1,7})?$/,
      'Invalid input: expected a message by reference, or as general~3: the third of the past of a channel',
    ),
  )

/** What a request makes, by which later steps name it: `channel:garden`. */
const made = z
  .string()
  .check(
    z.regex(
      /^(server|channel|role|category):[a-z][a-z0-9_-]{0,63}$/,
      'Invalid input: expected what is made and its reference, as channel:garden',
    ),
  )

/** Something that leaves the gateway, as steps wait for it and expectations ask for it: every field that is there has to fit. */
export const observed = z.strictObject({
  event: about('The event, as MESSAGE_CREATE.', eventName),
  to: about('Whom it has to reach.', maybe(ref)),
  by: about('Whose message it has to be.', maybe(ref)),
  channel: about('Where it has to be.', maybe(channelRef)),
  text: about('What has to stand in it.', maybe(z.string())),
})

const send = z.strictObject({
  by: about(
    'Who says it: a person or a webhook, or a list of people of whom one is drawn.',
    z.union(
      [ref, z.array(ref).check(z.minLength(1))],
      'Invalid input: expected a person by reference, or a list of them',
    ),
  ),
  channel: about(
    'Where it is said, or a list of channels of which one is drawn.',
    z.union(
      [channelRef, z.array(channelRef).check(z.minLength(1))],
      'Invalid input: expected a channel by reference, or a list of them',
    ),
  ),
  text: about('What is said, with `<@alice>` for a mention; without it something of chance.', maybe(text)),
  plainText: about('The same without formatting, for readers that have none.', maybe(text)),
  reply: about('The message that it answers.', maybe(messageRef)),
  ref: about('By which later steps name it: the newest of several.', maybe(ref)),
  nonce: about(
    'What is sent twice with the same one is one message.',
    maybe(z.string().check(z.minLength(1), z.maxLength(128))),
  ),
  files: about('The files that come with it.', maybe(z.array(fileInMessage).check(z.maxLength(50)))),
  sticker: about('The sticker that it is, by reference.', maybe(ref)),
  voice: about('How long the recording is that it is.', maybe(duration)),
  forward: about('The message that it shows again.', maybe(messageRef)),
  as: about(
    'The name a webhook gives itself for this message alone.',
    maybe(z.string().check(z.minLength(1), z.maxLength(100))),
  ),
  type: about('The kind of card it is.', maybe(z.string().check(z.minLength(1), z.maxLength(128)))),
  payload: about('What a card carries.', maybe(z.record(z.string(), z.unknown()))),
})

const edit = z.strictObject({
  by: about('Who changes it.', ref),
  message: about('The message that is changed.', messageRef),
  text: about('What it says then.', text),
})

const retract = z.strictObject({
  by: about('Who takes it back.', ref),
  message: about('The message that is taken back.', messageRef),
})

const react = z.strictObject({
  by: about('Who reacts.', ref),
  message: about('The message they react to.', messageRef),
  emoji: about('What they react with.', z.string()),
  remove: about('Takes the reaction away again.', maybe(z.boolean())),
})

const presence = z.strictObject({
  person: about('Who comes or goes.', ref),
  status: about('Whether they connect, as a client would, or leave.', z.enum(['online', 'offline'])),
})

const grant = z.strictObject({
  role: about('The role that is given.', ref),
  to: about('Who gets it.', ref),
})

const revoke = z.strictObject({
  role: about('The role that is taken.', ref),
  from: about('Who loses it.', ref),
})

const kick = z.strictObject({
  person: about('Who is put out.', ref),
  server: about('The server they are put out of.', ref),
})

const join = z.strictObject({
  person: about('Who comes in.', ref),
  server: about('The server they come into.', ref),
})

const open = z.strictObject({
  by: about('Who opens it.', ref),
  with: about('With whom: it is called alice&bob from then on.', ref),
})

const request = z.strictObject({
  by: about('Who asks.', ref),
  method: about('The method of the request.', z.enum(['POST', 'PUT', 'PATCH', 'DELETE'])),
  path: about(
    'The path below /api, with `{channel:general}` and the like in place of ids.',
    z.string().check(z.startsWith('/'), z.maxLength(1000)),
  ),
  body: about('What is sent, with references in braces in place of ids.', maybe(z.unknown())),
  makes: about('What it makes and what that is called from then on, as channel:garden.', maybe(made)),
})

const packet = z.strictObject({
  by: about('Who says it: somebody who is online.', ref),
  event: about('The event, as typing.', eventName),
  data: about('What goes with it, with references in braces in place of ids.', maybe(z.unknown())),
})

const drop = z.strictObject({
  person: about('Whose connections break.', ref),
  for: about('How long they are not let in again.', maybe(duration)),
})

const restart = z.strictObject({
  for: about('How long nobody is there to answer.', duration),
})

/** What becomes of it: exactly one. Messages are named by reference or place, the one a step waited for as `it`. */
const actions = {
  send: about('Somebody, or a webhook, says something.', maybe(send)),
  edit: about('Somebody changes a message.', maybe(edit)),
  retract: about('Somebody takes a message back.', maybe(retract)),
  react: about('Somebody reacts to a message.', maybe(react)),
  presence: about('Somebody comes or goes.', maybe(presence)),
  grant: about('The owner of a server gives somebody a role.', maybe(grant)),
  revoke: about('The owner of a server takes a role from somebody.', maybe(revoke)),
  kick: about('The owner of a server puts somebody out.', maybe(kick)),
  join: about('Somebody comes into a server, by an invite that its owner makes for it.', maybe(join)),
  open: about('Somebody opens a direct message.', maybe(open)),
  request: about('Any other request of the protocol.', maybe(request)),
  packet: about('Anything that a client may say over its socket.', maybe(packet)),
  drop: about('Every connection of somebody breaks.', maybe(drop)),
  restart: about('The gateway is killed, and starts again some time later.', maybe(restart)),
}

export const actionNames = [
  'send',
  'edit',
  'retract',
  'react',
  'presence',
  'grant',
  'revoke',
  'kick',
  'join',
  'open',
  'request',
  'packet',
  'drop',
  'restart',
] as const satisfies readonly (keyof typeof actions)[]
export type ActionName = (typeof actionNames)[number]

export const triggerNames = ['at', 'every', 'on'] as const

export const timelineStep = z.strictObject({
  at: about('When: so long after the scenario began.', maybe(duration)),
  every: about('Again and again, so long apart, in place of `at`.', maybe(duration)),
  on: about('Once something was observed, in place of `at`; its message is `it`.', maybe(observed)),
  after: about('Of `on`: how long after.', maybe(duration)),
  times: about(
    'How often at most: without it `every` never ends, and `on` happens once.',
    maybe(z.int().check(z.gte(1))),
  ),
  ...actions,
})

export const expectationNames = ['converged', 'never', 'seen', 'messages', 'online'] as const

const count = z.strictObject({
  channel: about('The channel whose messages are counted.', channelRef),
  count: about('How many stand there, those of the past included.', z.int().check(z.gte(0))),
})

/** What must be so in the end: exactly one. */
export const expectation = z.strictObject({
  converged: about('Who has to have learned of everything they may see, by a packet or by a page.', maybe(ref)),
  never: about('What may never have been sent or, with `to`, have reached somebody.', maybe(observed)),
  seen: about('What has to have been sent or, with `to`, have reached somebody.', maybe(observed)),
  messages: about('How many messages have to stand in a channel.', maybe(count)),
  online: about('Who has to be online.', maybe(ref)),
})

/** A scenario as people write it, in YAML or JSON. */
export const scenarioFile = z.strictObject({
  $schema: about('Where this form is, for editors.', maybe(z.string())),
  name: about('What the scenario is called.', ref),
  title: about('What it is about, in one line.', z.string().check(z.minLength(1), z.maxLength(200))),
  notes: about('For whoever reads it: where it comes from, what is not in it.', maybe(z.array(z.string()))),
  world: about('Who and what there is as it begins, and what was said before.', worldFile),
  timeline: about('What happens, and when.', maybe(z.array(timelineStep))),
  faults: about('What stands in the way from the beginning.', maybe(z.array(fault))),
  expect: about('What has to be so in the end.', maybe(z.array(expectation))),
})

export type ScenarioFile = z.infer<typeof scenarioFile>
export type TimelineStep = z.infer<typeof timelineStep>
export type Observed = z.infer<typeof observed>
export type Expectation = z.infer<typeof expectation>
