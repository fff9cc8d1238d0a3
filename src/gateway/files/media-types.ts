import { ProtocolError } from '#shared/protocol/errors.ts'

/** Of a file that nobody said anything of. */
export const UNKNOWN_TYPE = 'application/octet-stream'
const MAX_LENGTH = 127

/** A declared type as it can be kept and sent as a header: what is none is unknown. */
export function cleanMediaType(declared: string): string {
  const type = declared.trim().toLowerCase()
  return type.length <= MAX_LENGTH && /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(type) ? type : UNKNOWN_TYPE
}

const images = new Set(['image/jpeg', 'image/jpg', 'image/png', 'image/gif', 'image/webp', 'image/avif'])

/**
 * What an avatar, an icon or a sticker may declare itself to be; its bytes are looked at when it is served (ID-1.2).
 * @throws ProtocolError noImage
 */
export function demandImage(contentType: string): void {
  if (!images.has(contentType.toLowerCase())) throw new ProtocolError('noImage')
}
