import type { LinkPreviewOptions } from './features/previews/start-previews.ts'
import type { GatewayParts, PartsOptions } from './gateway-parts.ts'
import type { LogFormat, LogLevel } from './log.ts'

export interface GatewayOptions extends PartsOptions {
  /** 0 is any free port. */
  readonly port: number
  /** The built UI, served at `/`. */
  readonly webRoot?: string | undefined
  /** Signs tokens where the environment names no secret; else one is made, and kept in the data directory. */
  readonly tokenSecret?: string | undefined
  /** Lets its holder in as the owner. Switched off on a host beyond loopback. */
  readonly startCode?: string | undefined
  readonly publicUrl?: string | undefined
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly logLevel?: LogLevel
  readonly logFormat?: LogFormat
  /** The way out for link previews where it is not the real one, or that there are none. */
  readonly previews?: LinkPreviewOptions | 'off'
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
