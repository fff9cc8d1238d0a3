import * as z from 'zod/mini'
import { fault } from './fault.ts'
import { finding } from './finding.ts'
import { journalStep } from './journal-step.ts'
import { profileNames } from './profile-names.ts'
import { snapshotName } from './snapshot-name.ts'

const name = z.string().check(z.minLength(1), z.maxLength(200))
const ms = z.number().check(z.gte(0), z.lte(31_536_000_000))

export const clockState = z.object({
  /** Milliseconds since 1970. */
  now: z.number(),
  running: z.boolean(),
})
export type ClockState = z.infer<typeof clockState>

export const faultState = z.object({
  id: z.string(),
  /** The fault's own, else what it does. */
  name: z.string(),
  fault,
  class: z.enum(['legal', 'adversarial']),
  enabled: z.boolean(),
  /** How often something fitted, and how often it struck. */
  fitted: z.int(),
  struck: z.int(),
  /** How much it holds now. */
  holding: z.int(),
})
export type FaultState = z.infer<typeof faultState>

const socketState = z.object({
  /** As in the journal: `alice#1`. */
  socket: z.string(),
  user: z.string(),
  rooms: z.array(z.string()),
  /** Packets on their way to it that are held or late. */
  waiting: z.int(),
})
export type SocketState = z.infer<typeof socketState>

const personState = z.object({
  /** As in the journal: the reference in the scenario, else the user name. */
  name: z.string(),
  id: z.string(),
  username: z.string(),
  isBot: z.boolean(),
  online: z.boolean(),
  sockets: z.array(socketState),
})
export type PersonState = z.infer<typeof personState>

const roomState = z.object({
  /** An id, or the name of a room that is no id. */
  room: z.string(),
  /** What people call it: a channel, a server, a person. */
  name: z.string(),
  kind: z.enum(['server', 'channel', 'person', 'other']),
  sockets: z.int(),
})
export type RoomState = z.infer<typeof roomState>

export const simulatorState = z.object({
  scenario: z.string(),
  seed: z.int(),
  /** Grows by one with each reset and each change of the scenario: cursors begin anew then. */
  run: z.int(),
  url: z.string(),
  webUrl: z.string(),
  instanceId: z.string(),
  version: z.string(),
  pid: z.int(),
  clock: clockState,
  /** Whether a referee watches what clients do wrong. */
  strict: z.boolean(),
  /** How many steps the journal has had. */
  steps: z.int(),
  people: z.array(personState),
  rooms: z.array(roomState),
  faults: z.array(faultState),
})
export type SimulatorState = z.infer<typeof simulatorState>

/** Which steps: every field that is there has to fit. */
const filter = {
  kind: z.optional(z.string()),
  user: z.optional(z.string()),
  event: z.optional(z.string()),
  outcome: z.optional(z.string()),
  /** Stands somewhere in the step, whatever its case. */
  text: z.optional(z.string().check(z.maxLength(200))),
}

export const stepFilter = z.strictObject({ ...filter, cause: z.optional(z.int()) })
export type StepFilter = z.infer<typeof stepFilter>

/** Of a query everything is text. */
const queryNumber = z.pipe(
  z.string().check(z.regex(/^\d{1,15}$/)),
  z.transform((digits: string) => Number(digits)),
)
const queryFilter = { ...filter, cause: z.optional(queryNumber) }

/** `from` is a cursor: the first step that may be told. */
export const eventsQuery = z.strictObject({
  ...queryFilter,
  from: z.optional(queryNumber),
  /** At most 1,000, which is also what is told where nothing is said. */
  limit: z.optional(queryNumber),
})

/** The same as server-sent events; each has `run:cursor` as its id, and a stream goes on after `Last-Event-ID`. */
export const streamQuery = z.strictObject({ ...queryFilter, from: z.optional(queryNumber) })

export const stepPage = z.object({
  run: z.int(),
  steps: z.array(journalStep),
  /** Ask from here for what comes after. */
  next: z.int(),
  /** How many of what was asked for are forgotten already. */
  forgotten: z.int(),
})

/** The first step that fits, told already or yet to come; 408 where there is none in time. */
export const waitBody = z.strictObject({
  match: stepFilter,
  from: z.optional(z.int().check(z.gte(0))),
  /** 5,000 where nothing is said. */
  timeoutMs: z.optional(z.int().check(z.gte(0), z.lte(60_000))),
})

export const faultList = z.array(faultState)
/** Switching one off lets go of what it holds. */
export const faultChangeBody = z.strictObject({ enabled: z.boolean() })
export const profileBody = z.strictObject({ profile: z.enum(profileNames) })

export const clockBody = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('pause') }),
  z.strictObject({ action: z.literal('resume') }),
  z.strictObject({ action: z.literal('advance'), ms }),
])

/** People and channels by reference, user name or id. */
export const speakBody = z.strictObject({ user: name, channel: name, content: z.string() })

/** Any request of the protocol as anybody. */
export const commandBody = z.strictObject({
  user: name,
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  /** Below `/api`. */
  path: z.string().check(z.startsWith('/'), z.maxLength(4000)),
  body: z.optional(z.unknown()),
})
/** What the gateway answered to what was done as somebody, whatever it is. */
export const commandAnswer = z.object({ status: z.int(), body: z.optional(z.unknown()) })
export type CommandAnswer = z.infer<typeof commandAnswer>

export const viewQuery = z.strictObject({ user: name })
/** All that one person is let see, as the database has it: what a client shows should be this. */
export const viewAnswer = z.object({
  user: z.looseObject({ _id: z.string() }),
  servers: z.array(z.looseObject({ _id: z.string(), name: z.string() })),
  directs: z.array(z.looseObject({ _id: z.string() })),
})

export const explainQuery = z.strictObject({ user: name, message: name })

/** How far a scenario's timeline has come, and what of its expectations does not hold by now. */
export const timelineState = z.object({
  steps: z.int(),
  /** How often a step has been done, and which could not be: the first of them. */
  done: z.int(),
  failed: z.array(z.string()),
  /** Whether nothing comes any more at a time of its own; so where there is no timeline. */
  over: z.boolean(),
  unmet: z.array(z.object({ index: z.int(), message: z.string(), cursors: z.array(z.int()) })),
})
export type TimelineState = z.infer<typeof timelineState>

export const recordingQuery = z.strictObject({
  /** The cursor it begins at; without one it begins where the gateway did. */
  from: z.optional(queryNumber),
  /** `blank` puts others of the same length and script in place of all texts, and references in place of names. */
  texts: z.optional(z.enum(['keep', 'blank'])),
})

export const socketList = z.array(socketState)

export const actorBody = z.strictObject({ user: name })
export const actorState = z.object({
  id: z.string(),
  user: z.string(),
  /** As in the journal: of its connection, or of the last one. */
  socket: z.string(),
  connected: z.boolean(),
})
export type ActorState = z.infer<typeof actorState>
export const actorList = z.array(actorState)

/** Names that sockets keep for themselves. */
const reserved = new Set(['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'])

/** Any packet upstream. */
export const packetBody = z.strictObject({
  event: name.check(z.refine((event) => !reserved.has(event), 'sockets keep this name for themselves')),
  data: z.optional(z.unknown()),
})

export const snapshotState = z.object({
  name: z.string(),
  /** The gateway's time that was saved, and when that was. */
  at: z.number(),
  savedAt: z.number(),
  scenario: z.string(),
  seed: z.int(),
  bytes: z.int(),
})
export type SnapshotState = z.infer<typeof snapshotState>
export const snapshotList = z.array(snapshotState)
export const snapshotBody = z.strictObject({ name: snapshotName })

/** What clients did wrong; nothing where nobody watches them. Of a very long list the newest. */
export const findingList = z.object({ strict: z.boolean(), run: z.int(), findings: z.array(finding) })

/** The scenarios that come with the gateway. */
export const scenarioList = z.array(z.object({ name: z.string(), title: z.string() }))

export const scenarioBody = z.strictObject({ scenario: name, seed: z.optional(z.int().check(z.gte(0))) })

export const tenantBody = z.strictObject({
  /** One by its name, or all that would stand in its file; `empty` where nothing is said. */
  scenario: z.optional(z.union([name, z.looseObject({ name })])),
  /** Begins as that one ends, in place of a scenario. */
  snapshot: z.optional(snapshotName),
  seed: z.optional(z.int().check(z.gte(0))),
  /** `real` where nothing is said; of a snapshot, as it was. */
  clock: z.optional(z.enum(['real', 'virtual'])),
  /** Whether a referee watches its clients. */
  strict: z.optional(z.boolean()),
  /** 30 where nothing is said. */
  leaseSeconds: z.optional(z.int().check(z.gte(1), z.lte(3600))),
})

/** A gateway of its own in the same process. Everything of this API stands below `/tenants/:tenant` for it, too. */
export const tenantState = z.object({
  id: z.string(),
  scenario: z.string(),
  seed: z.int(),
  url: z.string(),
  webUrl: z.string(),
  /** It ends when nobody has renewed its lease for so long. */
  leaseSeconds: z.int(),
  /** Everybody in it, by name, with a token. */
  users: z.record(z.string(), z.object({ id: z.string(), token: z.string() })),
})
export type TenantState = z.infer<typeof tenantState>
export const tenantList = z.array(z.omit(tenantState, { users: true }))

/** Good once and for a minute; `url` is the inspector's address with it in the fragment. */
export const codeAnswer = z.object({ code: z.string(), url: z.string() })
/** What the page does with it: the answer is a token of its own. Of all calls only this one needs none. */
export const sessionBody = z.strictObject({ code: z.string() })
export const sessionAnswer = z.object({ token: z.string() })

/** Every refusal. Of bodies and queries that do not fit, with each complaint. */
export const controlError = z.object({
  message: z.string(),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
})
