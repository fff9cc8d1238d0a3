import * as z from 'zod/mini'
import { about } from './about.ts'

const maybe = z.optional

/** A name or a pattern of one: `*` stands for any part of a path, `**` for any number of parts. */
const pattern = z.string().check(z.minLength(1), z.maxLength(200))
const ms = z.number().check(z.gte(0), z.lte(86_400_000))

/** Which of what passes: every field that is there has to fit. */
export const faultMatch = z.strictObject({
  kind: about(
    'A packet to a socket, a packet from one, a request, or a socket that comes.',
    z.enum(['emit', 'recv', 'http', 'connect']),
  ),
  user: about('Whose it has to be, by reference in the scenario or by id.', maybe(z.string())),
  event: about('Of packets: the event, where * stands for any part of it.', maybe(pattern)),
  method: about('Of requests: the method.', maybe(z.string())),
  path: about('Of requests: the path, where * stands for one part of it and ** for any number.', maybe(pattern)),
  phase: about(
    'Of requests: before one is handled, or once it is and before its answer leaves.',
    maybe(z.enum(['request', 'response'])),
  ),
  nth: about('Only the first, second … that fits.', maybe(z.int().check(z.gte(1)))),
})

const type = <Name extends string>(sentence: string, name: Name): z.ZodMiniLiteral<Name> =>
  about(sentence, z.literal(name))

/** What the network, REST and Socket.IO can really do. */
const legal = [
  z.strictObject({
    type: type('It comes late.', 'latency'),
    ms: about('How late, in milliseconds.', ms),
    jitterMs: about('How much later or earlier than that, by chance.', maybe(ms)),
  }),
  z.strictObject({
    type: type('It comes as fast as a line allows.', 'bandwidth'),
    bytesPerSecond: about('How much the line takes in a second.', z.number().check(z.gte(1))),
  }),
  z.strictObject({ type: type('It waits until the fault is released or removed.', 'hold') }),
  z.strictObject({ type: type('The connection breaks once what was on its way has arrived.', 'disconnect') }),
  z.strictObject({ type: type('The connection breaks, and what was on its way is lost.', 'lose') }),
  z.strictObject({ type: type('The connection is not let in.', 'refuse') }),
  z.strictObject({
    type: type('The socket is kept out with an error.', 'connect-error'),
    message: about('What the error says.', maybe(z.string())),
  }),
  z.strictObject({
    type: type('The request is answered with an error.', 'status'),
    status: about('The status of the answer.', z.int().check(z.gte(400), z.lte(599))),
    message: about('What the answer says.', maybe(z.string())),
    retryAfterSeconds: about('When to come again, as Retry-After.', maybe(z.number().check(z.gte(0)))),
  }),
  // Of a packet on a live socket only a broken server could do it.
  z.strictObject({ type: type('It never arrives.', 'drop') }),
  z.strictObject({ type: type('The access token counts as one that has run out.', 'expire-token') }),
  z.strictObject({
    type: type('The socket gets into its rooms late.', 'slow-join'),
    ms: about('How late, in milliseconds.', ms),
  }),
  z.strictObject({
    type: type('The gateway is killed, and starts again with what it has stored.', 'restart'),
    ms: about('How long it is gone, in milliseconds.', ms),
  }),
] as const

/** What only a broken server could do. */
const adversarial = [
  z.strictObject({ type: type('It comes twice.', 'duplicate') }),
  z.strictObject({ type: type('The next packet to the same socket goes first.', 'reorder') }),
  z.strictObject({
    type: type('A field of it is another one.', 'corrupt'),
    field: about('The field, as author.name where it is deeper.', z.string()),
    value: about('What stands there.', z.unknown()),
  }),
  z.strictObject({
    type: type('An event that nobody knows comes with it.', 'unknown-event'),
    event: about('What the event is called.', maybe(z.string())),
  }),
  z.strictObject({
    type: type('Something that was sent before comes again.', 'stale-replay'),
    back: about('How many packets before.', maybe(z.int().check(z.gte(1)))),
  }),
] as const

export const faultAction = z.discriminatedUnion('type', [...legal, ...adversarial])

export const fault = z.strictObject({
  name: about(
    'What it is called, where it is not what it does.',
    maybe(z.string().check(z.minLength(1), z.maxLength(80))),
  ),
  match: about('What it strikes: every field that is there has to fit.', faultMatch),
  action: about('What it does.', faultAction),
  probability: about(
    'Of what fits, how much, 1 being all of it; drawn from the seed.',
    maybe(z.number().check(z.gt(0), z.lte(1))),
  ),
  times: about('How often it strikes at most.', maybe(z.int().check(z.gte(1)))),
  from: about('From when on, in milliseconds since the scenario began.', maybe(ms)),
  until: about('Until when, in milliseconds since the scenario began.', maybe(ms)),
  every: about('So much later `from` and `until` are counted anew, again and again.', maybe(ms.check(z.gt(0)))),
})

export type Fault = z.infer<typeof fault>
export type FaultMatch = z.infer<typeof faultMatch>
export type FaultAction = z.infer<typeof faultAction>
