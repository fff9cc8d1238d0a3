import * as z from 'zod/mini'

/** Calls of the control API over the port of a process, each with a number of its own. What they say is what it says over HTTP. */
const id = z.int()

export const controlOrder = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('control-call'),
    id,
    method: z.string(),
    path: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.optional(z.string()),
  }),
  /** One more piece of the answer is wanted: nothing is sent that nobody reads. */
  z.object({ type: z.literal('control-more'), id }),
  /** Nobody waits for the rest. */
  z.object({ type: z.literal('control-drop'), id }),
])

export const controlReport = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('control-answer'),
    id,
    status: z.int(),
    headers: z.record(z.string(), z.string()),
  }),
  z.object({ type: z.literal('control-piece'), id, text: z.string() }),
  /** The answer is whole, or broke off. */
  z.object({ type: z.literal('control-end'), id, whole: z.boolean() }),
])

export type ControlOrder = z.infer<typeof controlOrder>
export type ControlReport = z.infer<typeof controlReport>
