import type { Permission } from '#shared/models/permissions.ts'

/**
 * A world as data. People, servers and channels are named by references of the author's choosing; a reference always
 * makes the same id for one seed. Times are milliseconds since 1970.
 */
export interface WorldSpec {
  /** Whose gateway it is: the start code lets its holder in as this person. Without one an account is made for it. */
  readonly owner?: string
  readonly people: readonly PersonSpec[]
  readonly servers: readonly ServerSpec[]
  /** Pairs of people who have a direct message. Its reference is `first&second`. */
  readonly directs?: readonly (readonly [string, string])[]
  readonly stickers?: readonly StickerSpec[]
  readonly webhooks?: readonly WebhookSpec[]
  readonly bots?: readonly BotSpec[]
  /** In the order of time, for each channel. */
  readonly messages?: readonly MessageSpec[]
  /** Up to which of its messages somebody has read a channel: an index into the channel's own messages. */
  readonly reads?: readonly { readonly person: string; readonly channel: string; readonly upTo: number }[]
}

export interface PersonSpec {
  readonly ref: string
  readonly username: string
  readonly avatar?: Uint8Array
  readonly isBot?: boolean
}

export interface ServerSpec {
  readonly ref: string
  readonly name: string
  readonly icon?: Uint8Array
  readonly owner: string
  /** Everybody else. */
  readonly members: readonly string[]
  /** What everybody may do; else what a new server gives. */
  readonly everyone?: readonly Permission[]
  readonly roles?: readonly RoleSpec[]
  readonly categories?: readonly { readonly ref: string; readonly name: string }[]
  readonly channels: readonly ChannelSpec[]
}

export interface RoleSpec {
  readonly ref: string
  readonly name: string
  readonly color: string
  readonly permissions?: readonly Permission[]
  readonly members: readonly string[]
}

export interface ChannelSpec {
  readonly ref: string
  readonly name: string
  readonly topic?: string
  readonly category?: string
  /** An address makes it a web channel. */
  readonly url?: string
  /** Only for the members of these roles, by reference, and the owner. */
  readonly onlyRoles?: readonly string[]
  /** Everybody reads, only the members of these roles write. */
  readonly writeRoles?: readonly string[]
  /** In place of both: exactly these. */
  readonly overrides?: readonly OverrideSpec[]
}

/** For a role of the server, by reference, or `everyone`; or for one member. */
export interface OverrideSpec {
  readonly target: { readonly role: string } | { readonly member: string }
  readonly allow: readonly Permission[]
  readonly deny: readonly Permission[]
}

/** A sticker of a server, or of a person. Without a picture there is none. */
export interface StickerSpec {
  readonly ref: string
  readonly name: string
  readonly server?: string
  readonly person?: string
  readonly picture?: Uint8Array
}

export interface WebhookSpec {
  readonly ref: string
  readonly name: string
  readonly channel: string
  readonly avatar?: Uint8Array
}

/** A bot of somebody's: it has the account of that reference. Nobody knows a seed's tokens; its owner makes a new one. */
export interface BotSpec {
  readonly ref: string
  readonly owner: string
  readonly service: string
  readonly directMessages: boolean
}

/** A file in a message. */
export interface FileSpec {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

export interface MessageSpec {
  /** By which other messages name this one. */
  readonly ref?: string
  readonly channel: string
  /** A person, or a webhook of the channel. */
  readonly author: string
  /** The name a webhook has for this message alone. */
  readonly as?: string
  /** A sticker, by reference; sent as its name where it has no picture. */
  readonly sticker?: string
  readonly at: number
  /** `<@ref>` becomes the mention of that person. */
  readonly content: string
  readonly plainText?: string
  /** Whoever sends it once more with the same one within a day does not say it again. */
  readonly nonce?: string
  /** An earlier message of the same channel, by its index there. */
  readonly replyTo?: number
  /** Emoji to the people who chose it; one emoji a person and message. */
  readonly reactions?: Readonly<Record<string, readonly string[]>>
  readonly editedAt?: number
  readonly retractedAt?: number
  readonly files?: readonly FileSpec[]
  readonly voice?: { readonly file: FileSpec; readonly durationMs: number }
  /** An earlier message that is shown again, by reference. */
  readonly forward?: string
  /** Of a card of another kind. */
  readonly type?: string
  readonly payload?: Readonly<Record<string, unknown>>
}

/** The ids behind the references. */
export interface WorldIds {
  readonly people: ReadonlyMap<string, string>
  readonly servers: ReadonlyMap<string, string>
  readonly channels: ReadonlyMap<string, string>
  readonly roles: ReadonlyMap<string, string>
  /** Of those messages that have a reference. */
  readonly messages?: ReadonlyMap<string, string>
}
