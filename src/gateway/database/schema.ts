import type { Generated } from 'kysely'

/** Table types. Times are ISO-8601 texts, flags 0 or 1, lists and objects JSON. */
export interface Schema {
  readonly meta: { key: string; value: string }
  readonly user: UserTable
  readonly session: SessionTable
  readonly refreshToken: RefreshTokenTable
  readonly server: ServerTable
  readonly role: RoleTable
  readonly member: MemberTable
  readonly category: CategoryTable
  readonly invite: InviteTable
  readonly channel: ChannelTable
  readonly recipient: { channelId: string; userId: string }
  readonly permissionOverride: PermissionOverrideTable
  readonly message: MessageTable
  readonly reaction: ReactionTable
  readonly readState: { userId: string; channelId: string; lastReadMessageId: string; updatedAt: string }
  readonly channelNotification: { userId: string; channelId: string; level: string; updatedAt: string }
  readonly file: FileTable
  /** What a message refers to; `opens`: whoever reads the message may fetch the file. */
  readonly messageFile: { messageId: string; key: string; opens: number }
  readonly sticker: StickerTable
  readonly webhook: WebhookTable
  readonly service: ServiceTable
  readonly bot: BotTable
}

interface UserTable {
  id: string
  email: string
  username: string
  discriminator: string
  /** Null: nobody can log in with a password. */
  passwordHash: string | null
  /** A file key, or an address elsewhere. */
  avatar: string | null
  isBot: number
  /** Raised when every token of the account must end. */
  credentialVersion: number
  /** What differs from the defaults, as an object. */
  notificationSettings: Generated<string>
  createdAt: string
  updatedAt: string
}

interface SessionTable {
  id: string
  userId: string
  persistent: number
  createdAt: string
  revokedAt: string | null
}

interface RefreshTokenTable {
  /** SHA-256, hex. The token itself is nowhere. */
  hash: string
  sessionId: string
  expiresAt: string
  /** When it was exchanged, and under which `X-Mew-Refresh-Id`. */
  usedAt: string | null
  refreshId: string | null
}

interface ServerTable {
  id: string
  name: string
  avatar: string | null
  everyoneRoleId: string
  createdAt: string
  updatedAt: string
}

interface RoleTable {
  id: string
  serverId: string
  name: string
  permissions: string
  color: string
  position: number
  isDefault: number
  createdAt: string
  updatedAt: string
}

interface MemberTable {
  id: string
  serverId: string
  userId: string
  roleIds: string
  isOwner: number
  notificationLevel: string
  createdAt: string
  updatedAt: string
}

interface CategoryTable {
  id: string
  serverId: string
  name: string
  position: number | null
  createdAt: string
  updatedAt: string
}

interface InviteTable {
  id: string
  code: string
  serverId: string
  creatorId: string
  expiresAt: string | null
  /** 0 is without limit. */
  maxUses: number
  uses: number
  createdAt: string
  updatedAt: string
}

export interface ChannelTable {
  id: string
  type: 'GUILD_TEXT' | 'GUILD_WEB' | 'DM'
  serverId: string | null
  name: string | null
  topic: string | null
  url: string | null
  categoryId: string | null
  position: number | null
  /** Both people of a direct message, lower id first: one channel a pair. */
  directKey: string | null
  createdAt: string
  updatedAt: string
}

interface PermissionOverrideTable {
  channelId: string
  targetType: 'role' | 'member'
  targetId: string
  allow: string
  deny: string
  /** Where it stood in the list it came with. */
  place: Generated<number>
}

interface ReactionTable {
  messageId: string
  userId: string
  emoji: string
  /** Grows within a message: emoji stand in the order they were first used. */
  place: Generated<number>
  createdAt: string
}

/** What was uploaded: only its uploader may send it, and only where it was uploaded to (MB-16, R5). */
interface FileTable {
  key: string
  uploaderId: string
  /** Null: not for one channel, as an avatar is. */
  channelId: string | null
  filename: string
  contentType: string
  size: number
  /** Announced, and not there yet: no message may refer to it. */
  isPending: Generated<number>
  createdAt: string
}

/** A sticker of a server or of a person: one of `serverId` and `userId` is null. */
interface StickerTable {
  id: string
  serverId: string | null
  userId: string | null
  name: string
  description: string | null
  format: string
  contentType: string
  key: string
  size: number
  createdBy: string
  createdAt: string
  updatedAt: string
}

/** Whoever has its token writes into its channel, by the account `botUserId`, which outlives it. */
export interface WebhookTable {
  id: string
  serverId: string
  channelId: string
  botUserId: string
  name: string
  /** A file key, or an address elsewhere. */
  avatar: string | null
  /** As it is: whoever manages webhooks may read it again at any time (MB-8.1). */
  token: string
  createdAt: string
  updatedAt: string
}

/** A kind of service that runs bots, by its type. */
interface ServiceTable {
  serviceType: string
  serverName: string
  icon: string
  description: string
  configTemplate: string
  createdAt: string
  updatedAt: string
}

/** A bot as its owner has it; it speaks by the account `botUserId`, which outlives it. */
export interface BotTable {
  id: string
  ownerId: string
  botUserId: string
  name: string
  avatar: string | null
  serviceType: string
  dmEnabled: number
  /** JSON, of whatever shape. */
  config: string
  /** SHA-256, hex. */
  tokenHash: string
  /** The token itself, encrypted: its service is told it again and again (MB-9.2). */
  sealedToken: string
  createdAt: string
  updatedAt: string
}

export interface MessageTable {
  id: string
  channelId: string
  serverId: string | null
  authorId: string
  /** Which webhook wrote it; null for every account. Only then may the message name its author otherwise (MB-16, R3). */
  webhookId: string | null
  type: string
  content: string | null
  plainText: string | null
  payload: string | null
  attachments: string
  mentions: string
  referencedMessageId: string | null
  /** The idempotency key; freed after a day. */
  nonce: string | null
  rev: number
  editedAt: string | null
  retractedAt: string | null
  createdAt: string
  updatedAt: string
}
