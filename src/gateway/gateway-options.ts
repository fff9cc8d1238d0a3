import type { Clock } from './clock.ts'
import type { PasswordCost } from './features/auth/passwords.ts'
import type { GatewayParts } from './gateway-parts.ts'

export interface GatewayOptions {
  /** 0 is any free port. */
  readonly port: number
  /** Where to listen; 127.0.0.1 (with ::1) unless it is said otherwise. */
  readonly host?: string
  /** Keeps everything there; without one nothing is kept. */
  readonly dataDirectory?: string | undefined
  /** The built UI, served at `/`. */
  readonly webRoot?: string | undefined
  /** Lets its holder in as the owner. Switched off on a host beyond loopback. */
  readonly startCode?: string | undefined
  readonly ownerName?: string
  readonly allowedHosts?: readonly string[]
  readonly publicUrl?: string | undefined
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly clock?: Clock
  readonly passwordCost?: PasswordCost
  readonly offlineGraceMs?: number
  readonly logLevel?: string
  /** Fills the world before anybody can come in. */
  readonly prepare?: (parts: GatewayParts) => Promise<void>
}

export interface RunningGateway {
  /** For bots and scripts. */
  readonly url: string
  /** For browsers. */
  readonly webUrl: string
  readonly port: number
  readonly instanceId: string
  readonly parts: GatewayParts
  readonly stop: () => Promise<void>
}
