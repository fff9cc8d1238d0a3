import * as z from 'zod/mini'
import type { ProbeOutcome } from '#shared/desktop-bridge.ts'
import { authConfig } from '#shared/protocol/http/auth.ts'
import { normaliseAddress } from './normalise-address.ts'
import { networkReason } from './relay/network-error.ts'
import type { Send } from './relay/send-request.ts'

const ANSWER_LIMIT_MS = 10_000
const healthy = z.object({ status: z.literal('ok') })

interface ProbeOptions {
  readonly send: Send
  readonly nowMs: () => number
}

/** Asks an address whether a gateway of this protocol answers there. */
export function createProbe({ send, nowMs }: ProbeOptions): (address: string) => Promise<ProbeOutcome> {
  async function read<Schema extends z.ZodMiniType>(url: string, schema: Schema): Promise<z.infer<Schema> | undefined> {
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS)
    const headers = { accept: 'application/json' }
    const answer = await send({ account: undefined, lane: 'api', url, method: 'GET', headers, body: null, signal })
    const text = await answer.text()
    const parsed = answer.ok ? schema.safeParse(jsonOf(text)) : undefined
    return parsed?.success === true ? parsed.data : undefined
  }

  return async (address) => {
    const origin = normaliseAddress(address)
    if (origin === undefined) return { status: 'bad-address' }
    try {
      const askedAt = nowMs()
      const health = await read(`${origin}/api/health`, healthy)
      const answeredInMs = Math.round(nowMs() - askedAt)
      const config = health === undefined ? undefined : await read(`${origin}/api/auth/config`, authConfig)
      if (config === undefined) return { status: 'not-a-gateway', origin }
      const { allowUserRegistration } = config
      return { status: 'gateway', origin, secure: origin.startsWith('https:'), allowUserRegistration, answeredInMs }
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError'
      return { status: 'unreachable', reason: isLate ? 'timeout' : networkReason(error) }
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A page of some other server.
    return undefined
  }
}
