import * as z from 'zod/mini'

/** What became of a packet on its way to one socket. */
export const deliveryOutcome = z.enum([
  'delivered',
  'held',
  'delayed',
  'dropped',
  /** The socket was connected and belonged into the room, but was not in it yet. */
  'dropped:not-joined',
  'duplicated',
  'changed',
  'gone',
])
export type DeliveryOutcome = z.infer<typeof deliveryOutcome>

/**
 * What stands in every step of a journal. `cursor` grows by one with each; `at` is the gateway's clock, in milliseconds since
 * 1970; `cause` is the cursor of the step that all of it began with: a request, a packet, a socket that came, a clock that was moved.
 */
const common = { cursor: z.int(), at: z.number(), cause: z.optional(z.int()) }

/** People by their reference in the scenario, else by id; sockets as theirs, counted: `alice#2`. */
const who = { user: z.string(), socket: z.string() }

/** Whoever signs in is in a session until they sign out: numbered as they come, as their ids differ in each run. */
const session = z.optional(z.string())

export const journalStep = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('request'),
    method: z.string(),
    path: z.string(),
    /** The refresh token it brought, as `token#1`. */
    refresh: z.optional(z.string()),
  }),
  z.object({
    ...common,
    kind: z.literal('answer'),
    method: z.string(),
    path: z.string(),
    user: z.optional(z.string()),
    session,
    status: z.int(),
    /** When to come again, by its Retry-After. */
    retryAfterSeconds: z.optional(z.number()),
    body: z.optional(z.unknown()),
    sent: z.optional(z.unknown()),
  }),
  z.object({
    ...common,
    kind: z.literal('connect'),
    /** Of whom was refused, who they said they were, or `?`. */
    ...who,
    session,
    namespace: z.string(),
    refused: z.optional(z.string()),
  }),
  z.object({ ...common, kind: z.literal('disconnect'), ...who, reason: z.string() }),
  z.object({ ...common, kind: z.literal('join'), ...who, room: z.string() }),
  z.object({ ...common, kind: z.literal('leave'), ...who, room: z.string() }),
  z.object({ ...common, kind: z.literal('receive'), ...who, event: z.string(), payload: z.optional(z.unknown()) }),
  z.object({
    ...common,
    kind: z.literal('emit'),
    event: z.string(),
    rooms: z.array(z.string()),
    except: z.array(z.string()),
    payload: z.optional(z.unknown()),
  }),
  z.object({
    ...common,
    kind: z.literal('delivery'),
    ...who,
    /** The cursor of the emit. */
    emit: z.int(),
    event: z.string(),
    outcome: deliveryOutcome,
    /** The fault that stood in the way. */
    fault: z.optional(z.string()),
  }),
  /** What is on disk from here on: how many rows of which table. */
  z.object({
    ...common,
    kind: z.literal('commit'),
    changes: z.array(z.object({ table: z.string(), inserted: z.int(), updated: z.int(), deleted: z.int() })),
  }),
  z.object({ ...common, kind: z.literal('fault'), fault: z.string(), action: z.string(), on: z.string() }),
  z.object({ ...common, kind: z.literal('clock'), movedMs: z.number() }),
  z.object({ ...common, kind: z.literal('note'), text: z.string() }),
])

export type JournalStep = z.infer<typeof journalStep>
