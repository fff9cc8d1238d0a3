import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { exceedsDepth } from './json-depth.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Takes forms, and reads them itself behind its gates (`withForm`). */
    readonly form?: boolean
  }
}

/** Whether a request brings a form to a route that takes one. */
export const isForm = ({ headers, routeOptions }: FastifyRequest): boolean =>
  routeOptions.config.form === true && /^multipart\/form-data(?:;|\s|$)/i.test(headers['content-type'] ?? '')

/**
 * Reads JSON bodies: an object or list at the top, 32 levels at most. Forms are left to the routes that take them. Any
 * other type of body is as if it were not there, and refused where it says that it is larger than any file may be.
 */
export function registerBodies(app: FastifyInstance, fileLimitBytes: number): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    if (text === '') {
      done(null, undefined)
      return
    }
    try {
      done(null, parse(String(text)))
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)))
    }
  })
  app.addContentTypeParser('*', (request, payload, done) => {
    if (isForm(request)) {
      done(null)
      return
    }
    payload.resume()
    const length = Number(request.headers['content-length'] ?? 0)
    done(length > fileLimitBytes + AROUND_A_FILE_BYTES ? new ProtocolError('fileTooLarge') : null)
  })
}

/** Names, types and text fields of a form, beside its file. */
const AROUND_A_FILE_BYTES = 65_536

function parse(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw Object.assign(new ProtocolError('malformedJson'), { cause: error })
  }
  if (typeof value !== 'object' || value === null) throw new ProtocolError('malformedJson')
  if (exceedsDepth(value)) throw new ProtocolError('tooDeep')
  return value
}
