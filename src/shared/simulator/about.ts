import * as z from 'zod/mini'

/** A schema with what editors show of it: one sentence. */
export const about = <Schema extends z.ZodMiniType>(sentence: string, schema: Schema): Schema =>
  schema.check(z.describe(sentence))
