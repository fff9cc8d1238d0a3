import type * as z from 'zod/mini'

/** What a note says; undefined where nothing is noted, or not what was written here: then nothing is known. */
export function parseNote<Schema extends z.ZodMiniType>(
  schema: Schema,
  text: string | null,
): z.infer<Schema> | undefined {
  try {
    return text === null ? undefined : schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
