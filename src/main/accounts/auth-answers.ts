import * as z from 'zod/mini'
import type { NetworkReason } from '#shared/desktop-bridge.ts'
import { ACCESS_COOKIE, REFRESH_COOKIE } from '#shared/protocol/cookies.ts'
import { findErrorCode } from '#shared/protocol/errors.ts'
import { errorText, networkReason, wasNeverSent } from '../relay/network-error.ts'
import { setCookieValue } from './set-cookies.ts'

/** What a gateway gave for a sign-in or a refresh. */
export interface SessionTokens {
  /** Undefined where the answer broke off after its headers. */
  readonly user: { readonly id: string; readonly username: string } | undefined
  readonly accessToken: string
  /** Undefined where the gateway keeps to the one it has. */
  readonly refreshToken: string | undefined
}

export interface AuthFailure {
  readonly status: 'failed'
  readonly reason: NetworkReason
  readonly message: string
  /** Something answered, though no gateway of this protocol: the tokens are as they were. */
  readonly answered: boolean
  /** False where the request surely never got there. */
  readonly sent: boolean
}

export type AuthOutcome =
  | { readonly status: 'session'; readonly tokens: SessionTokens }
  /** The gateway's own refusal, in its own words. */
  | { readonly status: 'refused'; readonly httpStatus: number; readonly message: string }
  | AuthFailure

const refusal = z.object({ message: z.string() })
const entered = z.object({
  user: z.object({ _id: z.string().check(z.minLength(1)), username: z.string() }),
  token: z.optional(z.string()),
})

export async function readJson(answer: Response): Promise<unknown> {
  try {
    return await answer.json()
  } catch {
    // An answer that is not JSON, or broke off, fits no schema.
    return undefined
  }
}

export function explainFailure(error: unknown): AuthFailure {
  const isLate = error instanceof Error && error.name === 'TimeoutError'
  const reason = isLate ? 'timeout' : networkReason(error)
  return {
    status: 'failed',
    reason,
    message: errorText(error),
    answered: reason === 'redirect',
    sent: !wasNeverSent(error),
  }
}

/** A refusal of another kind is final; words that are not the protocol's may mean anything. */
export async function mayBeCsrf(answer: Response): Promise<boolean> {
  const said = refusal.safeParse(await readJson(answer))
  const code = said.success ? findErrorCode(403, said.data.message) : undefined
  return code === undefined || code === 'csrf'
}

function notAGateway(httpStatus: number, answered = true): AuthFailure {
  return { status: 'failed', reason: 'unknown', message: `HTTP ${httpStatus}`, answered, sent: true }
}

async function readRefusal(answer: Response): Promise<AuthOutcome> {
  const { status: httpStatus } = answer
  const said = refusal.safeParse(await readJson(answer))
  // A proxy's page is nobody's word about a session. Too many requests is: its text is plain in the protocol.
  if (httpStatus >= 500 || (!said.success && httpStatus !== 429)) return notAGateway(httpStatus)
  return { status: 'refused', httpStatus, message: said.success ? said.data.message : 'Too many requests' }
}

/** The cookies are read first: they stand in the headers, so a body that breaks off does not take the successor along. */
async function readSession(answer: Response): Promise<AuthOutcome> {
  const cookies = answer.headers.get('set-cookie')
  const refreshToken = setCookieValue(cookies, REFRESH_COOKIE)
  const said = entered.safeParse(await readJson(answer))
  const accessToken = (said.success ? said.data.token : undefined) ?? setCookieValue(cookies, ACCESS_COOKIE)
  if (accessToken === undefined) return notAGateway(answer.status, refreshToken === undefined)
  const user = said.success ? { id: said.data.user._id, username: said.data.user.username } : undefined
  return { status: 'session', tokens: { user, accessToken, refreshToken } }
}

export const readAuthAnswer = (answer: Response): Promise<AuthOutcome> =>
  answer.ok ? readSession(answer) : readRefusal(answer)
