import type { FastifyRequest } from 'fastify'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { RESERVED_SERVICE_TYPE } from '#shared/protocol/http/services.ts'

function textIn(source: unknown): string {
  const { serviceType } = (source ?? {}) as { serviceType?: unknown }
  return typeof serviceType === 'string' ? serviceType.trim() : ''
}

/** The service a request names, in its body or else in its address; undefined where it names none (MB-9.2, 12). */
export function wantedServiceType(request: FastifyRequest): string | undefined {
  return textIn(request.body) || textIn(request.query) || undefined
}

/** @throws ProtocolError serviceTypeRequired */
export function serviceTypeOf(request: FastifyRequest): string {
  const serviceType = wantedServiceType(request)
  if (serviceType === undefined) throw new ProtocolError('serviceTypeRequired')
  return serviceType
}

/** @throws ProtocolError serviceTypeRequired, serviceTypeReserved */
export function usableServiceType(request: FastifyRequest): string {
  const serviceType = serviceTypeOf(request)
  if (serviceType === RESERVED_SERVICE_TYPE) throw new ProtocolError('serviceTypeReserved', { serviceType })
  return serviceType
}
