import type { FastifyInstance } from 'fastify'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { exceedsDepth } from './json-depth.ts'

/** Reads JSON bodies: an object or list at the top, 32 levels at most. Any other type of body is as if it were not there. */
export function registerJsonBody(app: FastifyInstance): void {
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
  app.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume()
    done(null)
  })
}

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
