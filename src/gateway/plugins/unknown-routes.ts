import type { FastifyRequest } from 'fastify'

/** Whether no route of the protocol has the address. The files of the app answer for every address that no route has. */
export const isUnknown = (request: FastifyRequest): boolean => request.is404 || request.routeOptions.url === '/*'
