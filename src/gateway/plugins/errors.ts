import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { ProtocolError, ValidationError, protocolErrors, type ProtocolErrorCode } from '#shared/protocol/errors.ts'

const codeOfFramework: Readonly<Record<string, ProtocolErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'tooLarge',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformedJson',
  FST_ERR_BAD_URL: 'malformedAddress',
  FST_ERR_ASYNC_CONSTRAINT: 'malformedAddress',
  FST_ERR_MAX_PARAM_LENGTH: 'malformedAddress',
}

/** SQLite's result codes for a disk that takes nothing more: SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY. */
const STORAGE_FAULTS = new Set([13, 10, 8])

function isStorageFault(error: object): boolean {
  return 'errcode' in error && typeof error.errcode === 'number' && STORAGE_FAULTS.has(error.errcode & 0xff)
}

function answer(reply: FastifyReply, code: ProtocolErrorCode): FastifyReply {
  const { status, text } = protocolErrors[code]
  return reply.code(status).send({ message: text })
}

/** The one place where errors become answers: always JSON with `message` (ID-1.3). Causes go to the log, not to the client. */
export function registerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | ProtocolError | ValidationError, request, reply) => {
    if (error instanceof ProtocolError) {
      if (error.retryAfter !== undefined) void reply.header('retry-after', error.retryAfter)
      return reply.code(error.status).send({ message: error.message })
    }
    if (error instanceof ValidationError) {
      return reply.code(error.status).send({ message: error.message, errors: error.errors })
    }
    const known = codeOfFramework[error.code ?? '']
    if (known !== undefined) return answer(reply, known)
    request.log.error({ err: error, route: request.routeOptions.url }, 'request failed')
    return answer(reply, isStorageFault(error) ? 'storageUnavailable' : 'internal')
  })
  app.setNotFoundHandler(
    (request, reply) =>
      app.sendPage?.(request, reply) ??
      reply
        .code(404)
        .send({ message: `${protocolErrors.routeNotFound.text}: ${request.method} ${pathOf(request.url)}` }),
  )
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? ''
