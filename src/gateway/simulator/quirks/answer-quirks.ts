import * as z from 'zod/mini'
import { protocolErrors } from '#shared/protocol/errors.ts'
import { changeAnswers } from './change-answers.ts'
import { changeOutgoing } from './change-outgoing.ts'
import type { QuirkMeans, QuirkParts } from './quirk.ts'

const direct = z.looseObject({ recipients: z.array(z.object({ _id: z.string() })) })

/** A direct message that was there already is answered with bare ids of its people. */
export function bareRecipients({ isAskedBy, cause, struck }: QuirkMeans): QuirkParts {
  const opened = new Set<number | undefined>()
  return {
    ...changeAnswers((_passing, payload) => {
      if (!isAskedBy('POST', '/api/users/@me/channels') || opened.delete(cause())) return payload
      const { data } = direct.safeParse(JSON.parse(payload))
      if (data === undefined) return payload
      struck('bare ids', 'recipients')
      return JSON.stringify({ ...data, recipients: data.recipients.map(({ _id }) => _id) })
    }),
    realtime: (realtime) =>
      changeOutgoing(realtime, (outgoing) => {
        if (outgoing.event === 'DM_CHANNEL_CREATE') opened.add(cause())
        return [outgoing]
      }),
  }
}

/** Routes that take a body for what it should be. */
const careless = [
  '/api/**/messages',
  '/api/servers/*/categories',
  '/api/servers/*/roles/positions',
  '/api/servers/*/members/*/roles',
] as const

const saysMalformed = (payload: string): boolean => payload.includes(JSON.stringify(protocolErrors.malformedJson.text))

/** What is wrong with a body is answered as if the server had failed. */
export const mistakesAre500 = ({ isAskedBy, struck }: QuirkMeans): QuirkParts =>
  changeAnswers(({ request, reply }, payload) => {
    const isMistake = reply.statusCode === 400 && careless.some((path) => isAskedBy(request.method, path))
    if (!isMistake && reply.statusCode !== 413 && !saysMalformed(payload)) return payload
    struck('500 for a mistake', request.originalUrl)
    void reply.code(500)
    return JSON.stringify({ message: 'Internal Server Error' })
  })

/** What is not there is a page, and too many requests are a line of text. */
export const pagesForErrors = ({ struck }: QuirkMeans): QuirkParts =>
  changeAnswers(({ request, reply }, payload) => {
    const isTooMany = reply.statusCode === 429
    if (!isTooMany && !(request.is404 && request.originalUrl.startsWith('/api/'))) return payload
    struck('no JSON', request.originalUrl)
    void reply.type(isTooMany ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8')
    if (isTooMany) return 'Too many requests, please try again later.'
    return `<!DOCTYPE html><title>Error</title><pre>Cannot ${request.method} this address</pre>`
  })
