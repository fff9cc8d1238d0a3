import * as z from 'zod/mini'

const texts = z.array(z.string())
const object = z.record(z.string(), z.unknown())

/** A list of texts as a column keeps it. */
export const parseTexts = (column: string): string[] => texts.parse(JSON.parse(column))

export const parseObject = (column: string): Record<string, unknown> => object.parse(JSON.parse(column))
