import type { LoginBody, RegisterBody } from './protocol/http/auth.ts'

/**
 * What the desktop's main process offers the page, method by method. The page reaches it as `window.desktop`; main
 * checks the sender and parses the arguments (`desktop-bridge-arguments.ts`) before anything is done.
 */
export interface DesktopBridge {
  /** Every account of this computer, those that need a sign-in included. */
  readonly accounts: () => Promise<readonly DesktopAccount[]>
  readonly signIn: (gateway: string, form: LoginBody) => Promise<SignInOutcome>
  readonly register: (gateway: string, form: RegisterBody) => Promise<SignInOutcome>
  readonly signOut: (key: string) => Promise<void>
  /**
   * A token for the account's socket, good for at least a few seconds, or null where the account is signed out or its
   * gateway cannot be reached. `refused` is the token a gateway would not take: it is never given again.
   */
  readonly accessToken: (key: string, refused: string | null) => Promise<string | null>
  /** Asks an address whether a gateway of this protocol answers there. */
  readonly probe: (address: string) => Promise<ProbeOutcome>
  /** What is noted of every account, by its key. */
  readonly notes: () => Promise<Readonly<Record<string, AccountNotes>>>
  /** Notes a text of an account in the place of the one before; null: there is nothing to note any more. */
  readonly note: (key: string, name: NoteName, text: string | null) => Promise<void>
  /** Hands an address to the system: https at once, http and mailto after a question. Anything else is refused. */
  readonly openExternal: (url: string) => Promise<void>
  /**
   * Loads the page again, with a policy that lets it reach the gateways added since (`DesktopAccount.needsReload`). The
   * page asks for it once its drafts are stored; it cannot reload itself, as main denies every navigation.
   */
  readonly reload: () => Promise<void>
}

/** What main tells the page, by name. */
export interface DesktopNotices {
  /** The set of accounts, or the address or state of one of their gateways, is another than before. */
  readonly accountsChanged: readonly DesktopAccount[]
  /** This account's session cannot go on: the page closes it, keeps its drafts, and asks for a sign-in. */
  readonly sessionEnded: { readonly key: string; readonly reason: SessionEnd }
}

export type DesktopMethod = keyof DesktopBridge
export type DesktopNotice = keyof DesktopNotices

/** The bridge as the preload exposes it: the methods, and one way to listen. */
export type ExposedBridge = DesktopBridge & {
  readonly listen: <Name extends DesktopNotice>(
    name: Name,
    listener: (notice: DesktopNotices[Name]) => void,
  ) => () => void
}

export const desktopMethods = [
  'accounts',
  'signIn',
  'register',
  'signOut',
  'accessToken',
  'probe',
  'notes',
  'note',
  'openExternal',
  'reload',
] as const satisfies readonly DesktopMethod[]

export const desktopNotices = ['accountsChanged', 'sessionEnded'] as const satisfies readonly DesktopNotice[]

/**
 * What the page notes of an account beside its database: how much that holds (`kept`), and the words of drafts on their
 * way to it (`drafts`). Main keeps both as they are, until the account signs out.
 */
export const noteNames = ['kept', 'drafts'] as const

export type NoteName = (typeof noteNames)[number]
export type AccountNotes = Readonly<Partial<Record<NoteName, string>>>

/** Main refuses longer ones: several drafts of the longest kind fit. */
export const MOST_NOTE_CHARACTERS = 1_000_000

/** An account as the page may know it: no token, no secret. What the page keeps of an account belongs to its key alone. */
export interface DesktopAccount {
  /** Local name of the account, `[a-z0-9-]{1,40}`: it stands in the relay's paths. */
  readonly key: string
  readonly userId: string
  readonly username: string
  /** The gateway's origin, such as `https://mew.example`. */
  readonly gateway: string
  /**
   * `instanceId` of its capabilities, else its origin, as it was when the account was first stored: with the user id it
   * tells accounts apart, and never changes.
   */
  readonly gatewayId: string
  readonly extensions: readonly string[]
  /** The gateway inside the app. */
  readonly inner: boolean
  /** Whether its gateway can be reached as far as main knows; the inner one while it is being restarted cannot. */
  readonly available: boolean
  /**
   * `open`: signed in. `ended`: a sign-in is needed. `locked`: the key store does not give the token out, so a sign-in is
   * needed here too, but another start may do. A sign-in to the same account keeps its key.
   */
  readonly session: 'open' | 'ended' | 'locked'
  /** The page as it was loaded may not open a socket to this gateway yet: store the drafts, then `reload()`. */
  readonly needsReload: boolean
}

/** `refused`: its gateway said so. `unconfirmed`: a refresh got no answer, and asking again would look like theft. */
export type SessionEnd = 'refused' | 'unconfirmed'

/** Why a gateway could not be reached; the page has the words for each. */
export type NetworkReason =
  | 'offline'
  | 'refused'
  | 'name'
  | 'timeout'
  | 'certificate'
  | 'proxy'
  | 'redirect'
  | 'closed'
  | 'unknown'

export type SignInOutcome =
  | { readonly status: 'signed-in'; readonly account: DesktopAccount }
  /** The gateway refused; `status` is the HTTP status and `message` its own words. */
  | { readonly status: 'refused'; readonly httpStatus: number; readonly message: string }
  | { readonly status: 'unreachable'; readonly reason: NetworkReason }

export type ProbeOutcome =
  | {
      readonly status: 'gateway'
      readonly origin: string
      readonly secure: boolean
      readonly allowUserRegistration: boolean
      /** Milliseconds until the health check was answered. */
      readonly answeredInMs: number
    }
  | { readonly status: 'not-a-gateway'; readonly origin: string }
  | { readonly status: 'unreachable'; readonly reason: NetworkReason }
  | { readonly status: 'bad-address' }
