import * as z from 'zod/mini'

/** What the desktop tells its gateway process. */
export const gatewayOrder = z.discriminatedUnion('type', [
  /** Sent every `BEAT_MS`; a gateway that hears none for `LEASE_MS` leaves, so that no orphan stays. */
  z.object({ type: z.literal('beat') }),
  z.object({ type: z.literal('stop') }),
  /** Whether anyone can see the window: the demo's people talk only to somebody. */
  z.object({ type: z.literal('audience'), watching: z.boolean() }),
])

/** What the gateway process reports. */
export const gatewayReport = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), url: z.string(), port: z.int() }),
  z.object({ type: z.literal('failed'), exitCode: z.int(), message: z.string() }),
])

export type GatewayOrder = z.infer<typeof gatewayOrder>
export type GatewayReport = z.infer<typeof gatewayReport>

export const BEAT_MS = 2_000
export const LEASE_MS = 10_000
