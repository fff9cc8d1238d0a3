import * as z from 'zod/mini'
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
  event: eventName,
  /** Whom it has to reach. */
  to: maybe(ref),
  /** Of messages: whose, where, and what they have in them. */
  by: maybe(ref),
  channel: maybe(channelRef),
  text: maybe(z.string()),
})

/** What becomes of it: exactly one. Messages are named by reference or place, the one a step waited for as `it`. */
const actions = {
  /** Without words it says something of chance; of several people and channels one each is drawn. */
  send: maybe(
    z.strictObject({
      by: z.union(
        [ref, z.array(ref).check(z.minLength(1))],
        'Invalid input: expected a person by reference, or a list of them',
      ),
      channel: z.union(
        [channelRef, z.array(channelRef).check(z.minLength(1))],
        'Invalid input: expected a channel by reference, or a list of them',
      ),
      text: maybe(text),
      plainText: maybe(text),
      reply: maybe(messageRef),
      /** By which later steps name it; the newest of several. */
      ref: maybe(ref),
      /** Sent twice with the same one it is one message. */
      nonce: maybe(z.string().check(z.minLength(1), z.maxLength(128))),
      files: maybe(z.array(fileInMessage).check(z.maxLength(50))),
      sticker: maybe(ref),
      /** A recording of so long. */
      voice: maybe(duration),
      /** Another message, shown again. */
      forward: maybe(messageRef),
      /** The name a webhook gives itself for this message alone. */
      as: maybe(z.string().check(z.minLength(1), z.maxLength(100))),
      /** A card of whatever kind, with what it carries. */
      type: maybe(z.string().check(z.minLength(1), z.maxLength(128))),
      payload: maybe(z.record(z.string(), z.unknown())),
    }),
  ),
  edit: maybe(z.strictObject({ by: ref, message: messageRef, text })),
  retract: maybe(z.strictObject({ by: ref, message: messageRef })),
  react: maybe(z.strictObject({ by: ref, message: messageRef, emoji: z.string(), remove: maybe(z.boolean()) })),
  /** Somebody comes or goes: with a socket, as a client would. */
  presence: maybe(z.strictObject({ person: ref, status: z.enum(['online', 'offline']) })),
  /** By the owner of the server. */
  grant: maybe(z.strictObject({ role: ref, to: ref })),
  revoke: maybe(z.strictObject({ role: ref, from: ref })),
  kick: maybe(z.strictObject({ person: ref, server: ref })),
  /** By an invite that the owner makes for it. */
  join: maybe(z.strictObject({ person: ref, server: ref })),
  /** Opens a direct message, called `alice&bob` from then on. */
  open: maybe(z.strictObject({ by: ref, with: ref })),
  /** Any other request, with `{channel:general}` and the like in place of ids. */
  request: maybe(
    z.strictObject({
      by: ref,
      method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
      /** Below `/api`. */
      path: z.string().check(z.startsWith('/'), z.maxLength(1000)),
      body: maybe(z.unknown()),
      makes: maybe(made),
    }),
  ),
  /** Anything that a client may say over its socket, by somebody who is online. */
  packet: maybe(z.strictObject({ by: ref, event: eventName, data: maybe(z.unknown()) })),
  /** Every connection of somebody breaks; for some time no other is let in. */
  drop: maybe(z.strictObject({ person: ref, for: maybe(duration) })),
  /** Every connection breaks, and for that time nobody is answered: what clients see of a restart. */
  restart: maybe(z.strictObject({ for: duration })),
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
  /** When: so long after the scenario began, again and again, or once something was observed. Exactly one. */
  at: maybe(duration),
  every: maybe(duration),
  on: maybe(observed),
  /** Of `on`: how long after. */
  after: maybe(duration),
  /** How often at most: without it `every` never ends, and `on` happens once. */
  times: maybe(z.int().check(z.gte(1))),
  ...actions,
})

export const expectationNames = ['converged', 'never', 'seen', 'messages', 'online'] as const

/** What must be so in the end: exactly one. */
export const expectation = z.strictObject({
  /** They have learned of everything they may see: by a packet, or by a page they asked for later. */
  converged: maybe(ref),
  /** Nothing of the kind was sent; with `to`, reached them. */
  never: maybe(observed),
  seen: maybe(observed),
  /** How many messages stand in a channel, the past included. */
  messages: maybe(z.strictObject({ channel: channelRef, count: z.int().check(z.gte(0)) })),
  online: maybe(ref),
})

/** A scenario as people write it, in YAML or JSON. */
export const scenarioFile = z.strictObject({
  $schema: maybe(z.string()),
  name: ref,
  title: z.string().check(z.minLength(1), z.maxLength(200)),
  /** For whoever reads it: where it comes from, what is not in it. */
  notes: maybe(z.array(z.string())),
  world: worldFile,
  timeline: maybe(z.array(timelineStep)),
  faults: maybe(z.array(fault)),
  expect: maybe(z.array(expectation)),
})

export type ScenarioFile = z.infer<typeof scenarioFile>
export type TimelineStep = z.infer<typeof timelineStep>
export type Observed = z.infer<typeof observed>
export type Expectation = z.infer<typeof expectation>
