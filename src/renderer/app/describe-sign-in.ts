import { findErrorCode } from '#shared/protocol/errors.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import { describeRefusal } from '../i18n/error-text.ts'
import type { AccountSummary, SignInResult } from '../platform/sessions.ts'

/** What kept somebody out, in words; undefined where nothing did. */
export function describeSignIn(text: Catalogue, result: SignInResult): string | undefined {
  if (result.status === 'signed-in') return undefined
  if (result.status === 'unreachable') return text.errors.unreachable
  const code = findErrorCode(result.httpStatus, result.message)
  return describeRefusal(text, { code, message: result.message })
}

/** Why an account waits for a sign-in, in words. */
export function describeWaiting(text: Catalogue, { session, gateway }: AccountSummary, named: boolean): string {
  const place = new URL(gateway).host
  if (session === 'locked') return text.signIn.locked(place)
  return named ? text.signIn.ended(place) : text.signIn.endedPlain
}
