import * as z from 'zod/mini'

/** Every service type but this one: it is the name of the library that bots are made with. */
export const RESERVED_SERVICE_TYPE = 'sdk'

/** Anything that is no text is as if it were not there. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().toWellFormed() : '')

const text = z._default(z.pipe(z.unknown(), z.transform(textOf)), '')

const templateText = (template: unknown): string => {
  if (typeof template === 'string') return template
  return template === null ? '' : JSON.stringify(template)
}

/** `POST /infra/service-types/register`: what is not said is empty (MB-12). */
export const registerServiceBody = z.object({
  serverName: text,
  icon: text,
  description: text,
  configTemplate: z._default(z.pipe(z.unknown(), z.transform(templateText)), ''),
})

export type RegisterServiceBody = z.infer<typeof registerServiceBody>
