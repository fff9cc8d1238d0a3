import type { ProtocolErrorCode } from '#shared/protocol/errors.ts'
import type { Catalogue } from './catalogue.ts'

interface Refusal {
  readonly code: ProtocolErrorCode | undefined
  /** The server's own words, shown where the code is not known. */
  readonly message: string
}

/** What to tell a person about a refusal. */
export function describeRefusal(text: Catalogue, refusal: Refusal): string {
  const byCode: Partial<Record<ProtocolErrorCode, string>> = text.errors.byCode
  const known = refusal.code === undefined ? undefined : byCode[refusal.code]
  if (known !== undefined) return known
  return refusal.message === '' ? text.errors.unknown : text.errors.serverSays(refusal.message)
}
