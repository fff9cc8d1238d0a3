import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { ProtocolError, ValidationError, protocolErrors, type ProtocolErrorCode } from '#shared/protocol/errors.ts'
import type { Log } from '../log.ts'

const codeOfFramework: Readonly<Record<string, ProtocolErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'tooLarge',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformedJson',
  FST_ERR_BAD_URL: 'malformedAddress',
  FST_ERR_ASYNC_CONSTRAINT: 'malformedAddress',
  FST_ERR_MAX_PARAM_LENGTH: 'malformedAddress',
}

/** SQLite's result codes for a disk that takes nothing more: SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY. */
const STORAGE_FAULTS = new Set([13, 10, 8])

/** The same of files. */
const FILE_FAULTS = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS'])

function isStorageFault(error: object): boolean {
  if ('code' in error && typeof error.code === 'string' && FILE_FAULTS.has(error.code)) return true
  return 'errcode' in error && typeof error.errcode === 'number' && STORAGE_FAULTS.has(error.errcode & 0xff)
}

function answer(reply: FastifyReply, code: ProtocolErrorCode): FastifyReply {
  const { status, text } = protocolErrors[code]
  return reply.code(status).send({ message: text })
}

/** What the framework finds wrong with a request is the client's doing, and its words for it say nothing about us. */
function isClientFault(error: object): error is FastifyError & { statusCode: number } {
  if (!('statusCode' in error) || typeof error.statusCode !== 'number') return false
  return error.statusCode >= 400 && error.statusCode < 500
}

function answerUnforeseen(error: unknown, reply: FastifyReply, log: Log): FastifyReply {
  const thrown = typeof error === 'object' && error !== null ? error : new Error(String(error))
  const known = 'code' in thrown && typeof thrown.code === 'string' ? codeOfFramework[thrown.code] : undefined
  if (known !== undefined) return answer(reply, known)
  if (isClientFault(thrown)) return reply.code(thrown.statusCode).send({ message: thrown.message })
  log.error({ err: thrown, route: reply.request.routeOptions.url }, 'request failed')
  return answer(reply, isStorageFault(thrown) ? 'storageUnavailable' : 'internal')
}

/** Turns whatever was thrown into an answer: always JSON with `message` (ID-1.3). Causes go to the log, not to the client. */
export function answerError(error: unknown, reply: FastifyReply, log: Log): FastifyReply {
  if (error instanceof ProtocolError) {
    if (error.retryAfter !== undefined) void reply.header('retry-after', error.retryAfter)
    return reply.code(error.status).send({ message: error.message })
  }
  if (error instanceof ValidationError) {
    return reply.code(error.status).send({ message: error.message, errors: error.errors })
  }
  return answerUnforeseen(error, reply, log)
}

/** The one place where errors become answers. */
export function registerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, _, reply) => answerError(error, reply, log))
  app.setNotFoundHandler(
    (request, reply) =>
      app.sendPage?.(request, reply) ??
      reply
        .code(404)
        .send({ message: `${protocolErrors.routeNotFound.text}: ${request.method} ${pathOf(request.originalUrl)}` }),
  )
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? ''
