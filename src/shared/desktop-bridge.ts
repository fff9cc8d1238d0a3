import type { LoginBody, RegisterBody } from './protocol/http/auth.ts'

/**
 * What the desktop's main process offers the page, method by method. The page reaches it as `window.desktop`; main
 * checks the sender and parses the arguments (`desktop-bridge-arguments.ts`) before anything is done.
 */
export interface DesktopBridge {
  /** Every account with a session on this computer. */
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
  readonly openExternal: (url: string) => Promise<void>
}

/** What main tells the page, by name. */
export interface DesktopNotices {
  /** The set of accounts, or the address or state of one of their gateways, is another than before. */
  readonly accountsChanged: readonly DesktopAccount[]
  /** A gateway refused to go on with this account's session: the page closes it and asks for a sign-in. */
  readonly sessionEnded: { readonly key: string }
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
  'openExternal',
] as const satisfies readonly DesktopMethod[]

export const desktopNotices = ['accountsChanged', 'sessionEnded'] as const satisfies readonly DesktopNotice[]

/** An account as the page may know it: no token, no secret. */
export interface DesktopAccount {
  /** Local name of the account, `[a-z0-9-]{1,40}`: it stands in the relay's paths. */
  readonly key: string
  readonly userId: string
  readonly username: string
  /** The gateway's origin, such as `https://mew.example`. */
  readonly gateway: string
  /** `instanceId` of its capabilities, else its origin: with the user id it tells accounts apart. */
  readonly gatewayId: string
  readonly extensions: readonly string[]
  /** The gateway inside the app. */
  readonly inner: boolean
  /** Whether its gateway can be reached as far as main knows; the inner one while it is being restarted cannot. */
  readonly available: boolean
}

export type SignInOutcome =
  | { readonly status: 'signed-in'; readonly account: DesktopAccount }
  /** The gateway refused; `status` is the HTTP status and `message` its own words. */
  | { readonly status: 'refused'; readonly httpStatus: number; readonly message: string }
  | { readonly status: 'unreachable'; readonly reason: string }

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
  | { readonly status: 'unreachable'; readonly reason: string }
  | { readonly status: 'bad-address' }
