/*
 * What `mew-desktop/testing` offers, in plain types: this file and the one of worlds are published as they stand, so that
 * whoever uses them needs nothing but TypeScript.
 */
import type { WorldSpec } from '../world-spec.ts'
import type { ClientPackets } from './client-packets.ts'

export interface SimulatorDoor {
  /** Once for each worker of a test run. Without a seed that of the variable `MEW_SEED`, or one of chance. */
  readonly start: (options?: { readonly seed?: number }) => Promise<Simulator>
}

export interface Simulator extends AsyncDisposable {
  readonly seed: number
  /** A gateway of a test's own: its port, store, clock, chance and journal are nobody else's. */
  readonly tenant: <const Options extends TenantOptions>(options?: Options) => Promise<Tenant<PeopleOf<Options>>>
  /** One that was saved, to start tenants from. */
  readonly loadSnapshot: (directory: string, name: string) => Promise<Snapshot>
}

/** Scenarios by name, with the people in them. */
export interface ScenarioPeople {
  readonly 'two-friends': 'alice' | 'bob' | 'carol'
  readonly empty: never
}

export interface TenantOptions {
  /** `two-friends` where neither a scenario nor a world is named. */
  readonly scenario?: string
  readonly world?: WorldSpec
  /** Another one than the simulator's. */
  readonly seed?: number
  /** A virtual clock stands still until it is moved. Real where nothing is said. */
  readonly clock?: 'real' | 'virtual'
  readonly faults?: readonly FaultSpec[]
  /** Known misbehaviour of existing servers, by name; `reference` is all of it. */
  readonly quirks?: readonly string[]
  /** Whether a referee watches its clients: what they do wrong makes it unclean. */
  readonly strict?: boolean
  /** Starts as another tenant was when it was saved. */
  readonly snapshot?: Snapshot
  /** Keeps the data there. Without one nothing is kept. */
  readonly dataDirectory?: string
  /** Whether the app is served to browsers; it is, where it is there. */
  readonly web?: boolean
  /** Variables of a Mew server, as `mew-gateway` reads them from its environment. Nothing of this process's own is read. */
  readonly environment?: Readonly<Record<string, string>>
}

export type PeopleOf<Options> = Options extends { readonly world: { readonly people: readonly (infer Person)[] } }
  ? Person extends { readonly ref: infer Ref extends string }
    ? Ref
    : never
  : Options extends { readonly scenario: infer Name }
    ? Name extends keyof ScenarioPeople
      ? ScenarioPeople[Name]
      : string
    : Options extends { readonly snapshot: unknown }
      ? string
      : ScenarioPeople['two-friends']

/** A running gateway, and all that a test does with it. */
export interface Tenant<People extends string = string> extends AsyncDisposable {
  /** For bots and scripts; below it are `/api` and the socket. */
  readonly url: string
  /** For browsers: a host of its own, so that no cookie meets another gateway's. */
  readonly webUrl: string
  readonly seed: number
  readonly users: Readonly<Record<People, TestUser>>
  /** One more session of somebody: for a second window, or where the first token has run out. */
  readonly signIn: (user: string) => Promise<TestUser>
  /** Somebody over a real socket, past `ready`. */
  readonly actor: (user: string) => Promise<Actor>
  /** A request as somebody; the path is below `/api`, the body is sent as JSON. */
  readonly call: Call
  /** The id of a channel by its reference or id, with or without `#`. */
  readonly channel: (name: string) => string
  /** Where the app shows a channel of a server, to be opened by a browser. */
  readonly pageOf: (channel: string) => Promise<string>
  readonly faults: TestFaults
  readonly clock: TestClock
  readonly events: TestEvents
  /**
   * Resolves once nothing is under way any more: no request, no turn of the database, and nothing on its way to an actor
   * but for what a fault holds. What waits for a later time is not under way on a clock that stands.
   */
  readonly untilIdle: () => Promise<void>
  /** All that somebody is let see, read from the database past every door: no request, and no trace in the journal. */
  readonly viewOf: (user: string) => Promise<View>
  /** Why somebody did or did not get a message. */
  readonly explain: (user: string, messageId: string) => Promise<Explanation>
  /** Everything that is stored, the clock, the faults that stand and what chance has come to. */
  readonly snapshot: () => Promise<Snapshot>
  /** Rejects where sockets are open that no actor has, a fault never struck, or a client did wrong where that is `strict`. */
  readonly assertClean: () => Promise<void>
  /** The same as being disposed of. */
  readonly stop: () => Promise<void>
}

export interface TestUser {
  readonly id: string
  readonly username: string
  /** An access token, for `Authorization: Bearer` and for sockets. It runs out, as each does. */
  readonly token: string
  /** What Playwright's `browser.newContext({ storageState })` takes: signed in without a form. */
  readonly storageState: () => StorageState
}

export interface StorageState {
  readonly cookies: {
    readonly name: string
    readonly value: string
    readonly domain: string
    readonly path: string
    readonly expires: number
    readonly httpOnly: boolean
    readonly secure: boolean
    readonly sameSite: 'Strict' | 'Lax' | 'None'
  }[]
  readonly origins: { readonly origin: string; readonly localStorage: { name: string; value: string }[] }[]
}

export type Call = (...request: CallArguments) => Promise<Response>
export type CallArguments = readonly [user: string, method: string, path: string, body?: unknown]

export interface TestMessage {
  readonly _id: string
  readonly channelId: string
  readonly [member: string]: unknown
}

export interface Heard {
  readonly event: string
  readonly payload: unknown
}

/** Somebody who is really connected, and does by requests what people do. Every method rejects where the gateway refuses. */
export interface Actor extends AsyncDisposable {
  readonly name: string
  readonly id: string
  /** `#general`, or `@bob` for a direct message. */
  readonly send: (place: string, content: string, options?: { readonly replyTo?: string }) => Promise<TestMessage>
  /** Sends a packet; resolves once the gateway has it. Of one that the protocol does not have, anything may be in it. */
  readonly emit: <Event extends string>(
    event: Event,
    data: Event extends keyof ClientPackets ? ClientPackets[Event] : unknown,
  ) => Promise<void>
  readonly edit: (message: TestMessage, content: string) => Promise<TestMessage>
  readonly react: (message: TestMessage, emoji: string) => Promise<void>
  readonly retract: (message: TestMessage) => Promise<void>
  /** Everything heard so far, in its order. */
  readonly heard: readonly Heard[]
  /** Payloads of one event so far. */
  readonly all: (event: string) => readonly unknown[]
  /** The first event that fits, heard already or yet to come. Rejects after five seconds. */
  readonly wait: (event: string, fits?: (payload: never) => boolean) => Promise<unknown>
  /** Cuts the connection, as a network does. */
  readonly drop: () => Promise<void>
  /** Comes again after a drop, past `ready`. */
  readonly reconnect: () => Promise<void>
  /** Says good-bye. */
  readonly leave: () => Promise<void>
}

type Legal =
  | { readonly type: 'latency'; readonly ms: number; readonly jitterMs?: number | undefined }
  | { readonly type: 'bandwidth'; readonly bytesPerSecond: number }
  | { readonly type: 'hold' | 'disconnect' | 'lose' | 'refuse' | 'drop' | 'expire-token' }
  | { readonly type: 'connect-error'; readonly message?: string | undefined }
  | {
      readonly type: 'status'
      readonly status: number
      readonly message?: string | undefined
      readonly retryAfterSeconds?: number | undefined
    }
  | { readonly type: 'slow-join'; readonly ms: number }
  /** The gateway is killed, and starts again some time later with what it has stored. */
  | { readonly type: 'restart'; readonly ms: number }

type Adversarial =
  | { readonly type: 'duplicate' | 'reorder' }
  | { readonly type: 'corrupt'; readonly field: string; readonly value: unknown }
  | { readonly type: 'unknown-event'; readonly event?: string | undefined }
  | { readonly type: 'stale-replay'; readonly back?: number | undefined }

/** Stands in the way of what fits it; every field of `match` that is there has to fit. */
export interface FaultSpec {
  readonly name?: string | undefined
  readonly match: {
    /** A packet to a socket, a packet from one, a request, a socket that comes. */
    readonly kind: 'emit' | 'recv' | 'http' | 'connect'
    readonly user?: string | undefined
    readonly event?: string | undefined
    readonly method?: string | undefined
    /** `*` stands for any part of a path, `**` for any number of them. */
    readonly path?: string | undefined
    /** Before a request is handled, or once it is and before its answer leaves. Else before. */
    readonly phase?: 'request' | 'response' | undefined
    readonly nth?: number | undefined
  }
  /** What the network, REST and Socket.IO can really do, or what only a broken server could. */
  readonly action: Legal | Adversarial
  /** Of what fits, how much; drawn from the seed. */
  readonly probability?: number | undefined
  readonly times?: number | undefined
  /** In milliseconds since the tenant was made. */
  readonly from?: number | undefined
  readonly until?: number | undefined
}

export interface StandingFaultState {
  readonly id: string
  readonly fault: FaultSpec
  readonly class: 'legal' | 'adversarial'
  /** How often something fitted, and how often it struck. */
  readonly fitted: number
  readonly struck: number
}

export interface TestFaults {
  /** Answers with its id. Rejects what is no fault, and says where. */
  readonly add: (fault: FaultSpec) => Promise<string>
  readonly list: () => readonly StandingFaultState[]
  /** Takes it away and lets go of what it holds. */
  readonly remove: (id: string) => Promise<void>
  /** Lets go of what a fault holds, or all of them; it stands on. */
  readonly release: (id?: string) => Promise<void>
  readonly clear: () => Promise<void>
}

/** `250ms`, `15s`, `5m`, `2h`, `1d`, or milliseconds. */
export type Duration = string | number

export interface TestClock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly isRunning: () => boolean
  /** What becomes due in between runs once, in its order, at its own time. */
  readonly advance: (by: Duration) => Promise<void>
  readonly pause: () => void
  readonly resume: () => void
}

/** One step of the journal. Which members it has depends on its kind. */
export interface Step {
  readonly cursor: number
  readonly at: number
  /** The cursor of the step that all of it began with. */
  readonly cause?: number | undefined
  readonly kind: string
  readonly user?: string | undefined
  readonly socket?: string | undefined
  readonly event?: string | undefined
  readonly outcome?: string | undefined
  readonly fault?: string | undefined
  readonly method?: string | undefined
  readonly path?: string | undefined
  readonly status?: number | undefined
  readonly payload?: unknown
}

/** Which steps: every field that is there has to fit. */
export interface StepQuery {
  /** An event that was sent; with `to` on its way to a socket of somebody. */
  readonly emit?: string
  readonly to?: string
  readonly outcome?: string
  /** A packet that somebody sent. */
  readonly receive?: string
  /** An answer to a request, by its method and its path (`*` and `**` as in faults). */
  readonly answer?: string
  readonly path?: string
  readonly status?: number
  /** Whoever sent or asked. */
  readonly from?: string
  readonly kind?: string
  readonly where?: (step: Step) => boolean
}

export interface TestEvents {
  /** The first step that fits, told already or yet to come. Rejects after five seconds where nothing else is said. */
  readonly wait: (query: StepQuery, options?: { readonly after?: number; readonly timeoutMs?: number }) => Promise<Step>
  readonly all: (query?: StepQuery) => readonly Step[]
}

export interface Explanation {
  readonly user: string
  readonly message: string
  readonly got: boolean
  /** One sentence. */
  readonly because: string
  /** Cursors from the request or packet it began with to the emit. */
  readonly chain: readonly number[]
  readonly deliveries: readonly {
    readonly socket: string
    readonly outcome: string
    readonly fault?: string | undefined
    readonly cursor: number
  }[]
  readonly mayView: boolean
  /** In the order they were asked; the last that says something decides. */
  readonly permissions: readonly {
    readonly by: string
    readonly permission: string
    readonly effect: 'allows' | 'denies' | 'says nothing'
  }[]
}

interface Told {
  readonly messages: readonly {
    readonly _id: string
    readonly content?: string | null | undefined
    readonly authorId: { readonly _id: string; readonly username: string } | null
  }[]
  readonly unread: number
  readonly mentions: number
}

/** Records as the protocol has them, each channel with its newest messages. */
export interface View {
  readonly user: { readonly _id: string; readonly username: string }
  readonly servers: readonly {
    readonly _id: string
    readonly name: string
    readonly channels: readonly (Told & { readonly _id: string; readonly name: string })[]
    readonly members: readonly object[]
    readonly roles: readonly { readonly _id: string; readonly name: string }[]
  }[]
  readonly directs: readonly (Told & {
    readonly _id: string
    readonly recipients: readonly { readonly _id: string; readonly username: string }[]
  })[]
}

export interface Snapshot {
  /** Writes it into a directory, in place of an earlier one of that name: whatever happens, one of both is there, whole. */
  readonly save: (directory: string, name: string) => Promise<void>
  readonly seed: number
  /** The tenant's time when it was taken. */
  readonly at: number
}
