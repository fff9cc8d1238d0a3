import * as z from 'zod/mini'

/** A name or a pattern of one: `*` stands for any part of a path, `**` for any number of parts. */
const pattern = z.string().check(z.minLength(1), z.maxLength(200))
const ms = z.number().check(z.gte(0), z.lte(86_400_000))

/** Which of what passes: every field that is there has to fit. */
export const faultMatch = z.strictObject({
  /** A packet to a socket, a packet from one, a request, a socket that comes. */
  kind: z.enum(['emit', 'recv', 'http', 'connect']),
  /** By reference in the scenario, or by id. */
  user: z.optional(z.string()),
  event: z.optional(pattern),
  method: z.optional(z.string()),
  path: z.optional(pattern),
  /** Before a request is handled, or once it is and before its answer leaves. Else before. */
  phase: z.optional(z.enum(['request', 'response'])),
  /** Only the first, second … that fits. */
  nth: z.optional(z.int().check(z.gte(1))),
})

/** What the network, REST and Socket.IO can really do. */
const legal = [
  z.strictObject({ type: z.literal('latency'), ms, jitterMs: z.optional(ms) }),
  z.strictObject({ type: z.literal('bandwidth'), bytesPerSecond: z.number().check(z.gte(1)) }),
  /** Waits until the fault is released or removed. */
  z.strictObject({ type: z.literal('hold') }),
  z.strictObject({ type: z.literal('disconnect') }),
  /** Disconnects, and what was on its way is lost. */
  z.strictObject({ type: z.literal('lose') }),
  z.strictObject({ type: z.literal('refuse') }),
  z.strictObject({ type: z.literal('connect-error'), message: z.optional(z.string()) }),
  z.strictObject({
    type: z.literal('status'),
    status: z.int().check(z.gte(400), z.lte(599)),
    message: z.optional(z.string()),
    retryAfterSeconds: z.optional(z.number().check(z.gte(0))),
  }),
  /** A request or its answer never arrives. Of a packet on a live socket only a broken server could do it. */
  z.strictObject({ type: z.literal('drop') }),
  z.strictObject({ type: z.literal('expire-token') }),
  z.strictObject({ type: z.literal('slow-join'), ms }),
  /** The gateway is killed, and starts again some time later with what it has stored. */
  z.strictObject({ type: z.literal('restart'), ms }),
] as const

/** What only a broken server could do. */
const adversarial = [
  z.strictObject({ type: z.literal('duplicate') }),
  /** Lets the next packet to the same socket go first. */
  z.strictObject({ type: z.literal('reorder') }),
  z.strictObject({ type: z.literal('corrupt'), field: z.string(), value: z.unknown() }),
  z.strictObject({ type: z.literal('unknown-event'), event: z.optional(z.string()) }),
  /** Sends again what was sent so many packets ago. */
  z.strictObject({ type: z.literal('stale-replay'), back: z.optional(z.int().check(z.gte(1))) }),
] as const

export const faultAction = z.discriminatedUnion('type', [...legal, ...adversarial])

export const fault = z.strictObject({
  /** Else it is named after what it does. */
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
  match: faultMatch,
  action: faultAction,
  /** Of what fits, how much: 1 is all of it. Drawn from the scenario's seed. */
  probability: z.optional(z.number().check(z.gt(0), z.lte(1))),
  /** How often at most. */
  times: z.optional(z.int().check(z.gte(1))),
  /** From and until when, in milliseconds since the scenario began. */
  from: z.optional(ms),
  until: z.optional(ms),
  /** `from` and `until` are counted anew each time so much has passed. */
  every: z.optional(ms.check(z.gt(0))),
})

export type Fault = z.infer<typeof fault>
export type FaultMatch = z.infer<typeof faultMatch>
export type FaultAction = z.infer<typeof faultAction>
