import type { Row } from './rows.ts'

/** Something that was said on the wire, or written. */
export interface Payload {
  readonly label: string
  readonly value: unknown
}

const given = (label: string, value: unknown): Payload[] =>
  value === undefined || value === null ? [] : [{ label, value }]

function carriedBy({ step, answer }: Row): readonly Payload[] {
  if (step.kind === 'request') return [...given('Sent', answer?.sent), ...given('Answer', answer?.body)]
  if (step.kind === 'answer') return [...given('Sent', step.sent), ...given('Answer', step.body)]
  if (step.kind === 'commit') return given('Changes', step.changes)
  return given('Payload', 'payload' in step ? step.payload : undefined)
}

/** What a row carries: both ways of a request, and of a delivery what was emitted. */
export function payloadsOf(row: Row, at: (cursor: number) => Row | undefined): readonly Payload[] {
  if (row.segment !== 'deliveries') return carriedBy(row)
  const emit = row.parent === undefined ? undefined : at(row.parent)
  return emit === undefined ? [] : carriedBy(emit)
}

export const sizeOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length

const messageId = /^[0-9a-f]{24}$/

function idOfMessage(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!('_id' in value) || !('channelId' in value) || typeof value._id !== 'string') return undefined
  return messageId.test(value._id) ? value._id : undefined
}

/** The message that a row is about, where it is about one. */
export function messageOf(row: Row, at: (cursor: number) => Row | undefined): string | undefined {
  return payloadsOf(row, at)
    .map(({ value }) => idOfMessage(value))
    .find((id) => id !== undefined)
}
