import { demandServerPermission, requireMembership, type MemberKey } from '../../access/server-access.ts'
import { requireOwnBot, type BotKey } from '../../access/bots.ts'
import type { Reader } from '../../database/open-database.ts'
import type { UserId } from '#shared/models/ids.ts'
import type { Shelf } from './repository.ts'

/** Where somebody wants to get at stickers: in a server, among their own, or among those of a bot of theirs. */
export type StickerPlace =
  | { readonly kind: 'server'; readonly member: MemberKey }
  | { readonly kind: 'own'; readonly user: UserId }
  | { readonly kind: 'bot'; readonly key: BotKey }

/** Who acts there. */
export function actorAt(place: StickerPlace): UserId {
  if (place.kind === 'own') return place.user
  return place.kind === 'bot' ? place.key.owner : place.member.user
}

/**
 * The gates of looking at stickers (MB-6.2).
 * @throws ProtocolError serverNotFound, notServerMember, botHidden
 */
export async function openShelf(reader: Reader, place: StickerPlace): Promise<Shelf> {
  if (place.kind === 'own') return { serverId: null, userId: place.user }
  if (place.kind === 'bot') return { serverId: null, userId: (await requireOwnBot(reader, place.key)).botUserId }
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
