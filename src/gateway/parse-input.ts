import * as z from 'zod/mini'
import { ProtocolError, ValidationError } from '#shared/protocol/errors.ts'
import { isId } from '#shared/models/ids.ts'

// zod/mini carries no texts of its own; these are the default wordings of the protocol (ID-1.4).
z.config(z.locales.en())

/**
 * Parses what a client sent. `prefix` stands before each path: empty for a body, `query.` for a query.
 * @throws ValidationError with one entry per complaint
 */
export function parseInput<Schema extends z.ZodMiniType>(schema: Schema, value: unknown, prefix = ''): z.infer<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new ValidationError(
    result.error.issues.map((issue) => ({ path: prefix + issue.path.join('.'), message: issue.message })),
  )
}

/**
 * An id out of a path or body, in lower case.
 * @throws ProtocolError malformedId
 */
export function parseId<Id extends z.ZodMiniType>(schema: Id, value: unknown): z.infer<Id> {
  const text = typeof value === 'string' ? value.toLowerCase() : value
  if (!isId(text)) throw new ProtocolError('malformedId')
  return schema.parse(text)
}
