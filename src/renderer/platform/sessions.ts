import type { LoginBody, RegisterBody } from '#shared/protocol/http/auth.ts'

/** An account, as the page may know it. */
export interface AccountSummary {
  /** Local name of the account. */
  readonly key: string
  readonly userId: string
  readonly username: string
  /** The gateway's origin. */
  readonly gateway: string
  readonly gatewayId: string
  readonly extensions: readonly string[]
  /** The gateway inside the app, or the one that serves this page to its own machine. */
  readonly inner: boolean
  /**
   * `open`: signed in. `ended`: its gateway takes the session no longer. `locked`: the computer's key store did not give
   * the session out.
   */
  readonly session: 'open' | 'ended' | 'locked'
  /** The page must be loaded again before it may reach this gateway's socket. */
  readonly needsReload: boolean
}

export type SignInResult =
  | { readonly status: 'signed-in'; readonly account: AccountSummary }
  | { readonly status: 'refused'; readonly httpStatus: number; readonly message: string }
  | { readonly status: 'unreachable' }

/** What became of a refresh: a new session, none any more, or no answer, which decides nothing. */
export type Renewal = 'renewed' | 'ended' | 'unreachable'

/** What is known of a gateway before anybody signs in. */
export type GatewayProbe =
  | {
      readonly status: 'gateway'
      readonly origin: string
      readonly secure: boolean
      readonly allowUserRegistration: boolean
      /** Whether the gateway prints an address that signs in, and whether this page came by one of an earlier start. */
      readonly startCode: 'none' | 'printed' | 'outdated'
      /** Milliseconds until it answered, where that was measured. */
      readonly answeredInMs?: number
    }
  | { readonly status: 'not-a-gateway' }
  /** Nothing answers, or something whose certificate is not trusted. */
  | { readonly status: 'unreachable' | 'untrusted' }
  | { readonly status: 'bad-address' }

/**
 * Who is signed in, and how one becomes so. The only place in the page that knows of sessions; a refresh token never
 * gets here. Two twins: the desktop's, through the bridge, and the browser's, with the cookies of its own gateway.
 */
export interface Sessions {
  /** Whether several accounts on several gateways may be signed in at once. */
  readonly several: boolean
  /**
   * Who was signed in when the page was last open, without a word of the gateway: what was read can be shown to them,
   * and nothing be done in their name until `accounts` has told the same.
   */
  readonly remembered: () => readonly AccountSummary[]
  /** Every account, those that need a sign-in included. Rejects where that cannot be found out, the gateway being away. */
  readonly accounts: () => Promise<readonly AccountSummary[]>
  /** Asks a gateway what it is; the browser's own where no address is given. */
  readonly probe: (address: string | undefined) => Promise<GatewayProbe>
  readonly signIn: (gateway: string, form: LoginBody) => Promise<SignInResult>
  readonly register: (gateway: string, form: RegisterBody) => Promise<SignInResult>
  readonly signOut: (key: string) => Promise<void>
  /**
   * A token for the socket; undefined where the socket needs none or there is none to be had. `refused` is one the
   * gateway would not take.
   */
  readonly accessToken: (key: string, refused?: string) => Promise<string | undefined>
  /** Gets a session the gateway will take again, after it refused one. */
  readonly renew: (key: string) => Promise<Renewal>
  /** A gateway ended an account's session for good. */
  readonly onEnded: (listener: (key: string) => void) => () => void
  /** The set of accounts, or the address of one of their gateways, is another. */
  readonly onChanged: (listener: (accounts: readonly AccountSummary[]) => void) => () => void
}
