import { ProtocolError } from '#shared/protocol/errors.ts'

const images = new Set(['image/jpeg', 'image/jpg', 'image/png', 'image/gif', 'image/webp', 'image/avif'])

/**
 * What a picture may declare itself to be; its bytes are looked at when it is served (MB-6.2).
 * @throws ProtocolError noImage
 */
export function demandImage(contentType: string): void {
  if (!images.has(contentType.toLowerCase())) throw new ProtocolError('noImage')
}
