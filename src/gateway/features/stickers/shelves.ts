import { demandServerPermission, requireMembership, type MemberKey } from '../../access/server-access.ts'
import type { Reader } from '../../database/open-database.ts'
import type { UserId } from '#shared/models/ids.ts'
import type { Shelf } from './repository.ts'

/** Where somebody wants to get at stickers: in a server, or among their own. */
export type StickerPlace =
  | { readonly kind: 'server'; readonly member: MemberKey }
  | { readonly kind: 'own'; readonly user: UserId }

/** Who acts there. */
export const actorAt = (place: StickerPlace): UserId => (place.kind === 'server' ? place.member.user : place.user)

/**
 * The gates of looking at stickers (MB-6.2).
 * @throws ProtocolError serverNotFound, notServerMember
 */
export async function openShelf(reader: Reader, place: StickerPlace): Promise<Shelf> {
  if (place.kind === 'own') return { serverId: null, userId: place.user }
  await requireMembership(reader, place.member.server, place.member.user)
  return { serverId: place.member.server, userId: null }
}

/**
 * The gates of changing them.
 * @throws ProtocolError as openShelf does; missingPermission
 */
export async function openShelfToChange(reader: Reader, place: StickerPlace): Promise<Shelf> {
  if (place.kind !== 'server') return openShelf(reader, place)
  const { server, user } = place.member
  demandServerPermission(await requireMembership(reader, server, user), 'MANAGE_STICKERS')
  return { serverId: server, userId: null }
}
