import * as z from 'zod/mini'

/** ISO-8601 in UTC with milliseconds. The fixed width makes text order equal to time order. */
export const timestamp = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/))
