import { roomsOfAcquaintances } from '../../access/acquaintances.ts'
import type { Clock } from '../../clock.ts'
import { dropUnreferred, insertFile } from '../../database/file-rows.ts'
import { freeDiscriminator } from '../../database/free-discriminator.ts'
import { parseObject } from '../../database/json-column.ts'
import type { Database, Reader, Writer } from '../../database/open-database.ts'
import { discard } from '../../files/discard.ts'
import type { FileStore } from '../../files/file-store.ts'
import { isoTime } from '../../new-id.ts'
import type { FormFile } from '../../plugins/forms.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { ownProfile, publicProfile, toUserSummary } from '../../wire/user.ts'
import type { UserId } from '#shared/models/ids.ts'
import {
  notificationSettings,
  type NotificationSettings,
  type UserPublic,
  type UserSelf,
  type UserSummary,
} from '#shared/models/user.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { UpdateNotificationSettingsBody, UpdateProfileBody } from '#shared/protocol/http/users.ts'
import * as repository from './repository.ts'

const MAX_HITS = 10

/** Accounts as they see themselves and each other (ID-9). All may fail with userNotFound. */
export interface UsersService {
  readonly self: (user: UserId) => Promise<UserSelf>
  readonly profile: (user: UserId) => Promise<UserPublic>
  /**
   * What is not named stays; a new picture takes the place of the old one.
   * @throws ProtocolError noUpdateData, usernameUnavailable
   */
  readonly update: (user: UserId, changes: UpdateProfileBody, avatar?: FormFile) => Promise<UserSelf>
  readonly settings: (user: UserId) => Promise<NotificationSettings>
  readonly updateSettings: (user: UserId, changes: UpdateNotificationSettingsBody) => Promise<NotificationSettings>
  /** Others whose name has this in it, ten at most. */
  readonly search: (user: UserId, part: string) => Promise<UserSummary[]>
}

interface UsersOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
  readonly fileAddress: FileAddress
  readonly files: FileStore
}

export function createUsersService({ clock, database, publish, fileAddress, files }: UsersOptions): UsersService {
  const { reader } = database

  /** The discriminator stays where the new pair is free. */
  async function discriminatorFor(writer: Writer, username: string, present: string): Promise<string> {
    if (!(await repository.isNameTaken(writer, { username, discriminator: present }))) return present
    const free = await freeDiscriminator(writer, username)
    if (free === undefined) throw new ProtocolError('usernameUnavailable')
    return free
  }

  /** Whether the name is another one now. */
  async function rename(writer: Writer, user: UserId, username: string): Promise<boolean> {
    const present = await repository.findName(writer, user)
    if (present === undefined) throw new ProtocolError('userNotFound')
    if (present.username === username) return false
    const discriminator = await discriminatorFor(writer, username, present.discriminator)
    await repository.setName(writer, user, { username, discriminator, updatedAt: isoTime(clock.now()) })
    return true
  }

  /** Answers with the files that nothing refers to any more. */
  async function picture(writer: Writer, user: UserId, file: FormFile): Promise<string[]> {
    const old = await repository.findAvatar(writer, user)
    const at = isoTime(clock.now())
    await insertFile(writer, { ...file, uploaderId: user, channelId: null, createdAt: at })
    await repository.setAvatar(writer, user, { avatar: file.key, updatedAt: at })
    return old === undefined ? [] : dropUnreferred(writer, [old])
  }

  /** What is to be told to everybody who knows somebody (extension `user-update`). */
  async function newsOf(writer: Writer, user: UserId): Promise<() => void> {
    const profile = await publicProfile(writer, fileAddress, user)
    const rooms = await roomsOfAcquaintances(writer, user)
    return () => {
      publish.broadcast('USER_UPDATE', rooms, profile)
    }
  }

  /** What somebody has set themselves; the rest is as it comes. */
  async function setBy(from: Reader, user: UserId): Promise<Record<string, unknown>> {
    const stored = await repository.findNotificationSettings(from, user)
    if (stored === undefined) throw new ProtocolError('userNotFound')
    return parseObject(stored)
  }

  return {
    self: (user) => ownProfile(reader, fileAddress, user),
    profile: (user) => publicProfile(reader, fileAddress, user),
    update: async (user, { username }, avatar) => {
      if (username === undefined && avatar === undefined) throw new ProtocolError('noUpdateData')
      return database.write(async (writer) => {
        const isRenamed = username !== undefined && (await rename(writer, user, username))
        const dropped = avatar === undefined ? [] : await picture(writer, user, avatar)
        const result = await ownProfile(writer, fileAddress, user)
        if (!isRenamed && avatar === undefined) return { result }
        const tell = await newsOf(writer, user)
        return {
          result,
          announce: () => {
            tell()
            discard(files, dropped)
          },
        }
      })
    },
    settings: async (user) => notificationSettings.parse(await setBy(reader, user)),
    updateSettings: (user, changes) =>
      database.write(async (writer) => {
        const next = { ...(await setBy(writer, user)), ...changes }
        if (Object.keys(changes).length > 0) {
          const row = { notificationSettings: JSON.stringify(next), updatedAt: isoTime(clock.now()) }
          await repository.setNotificationSettings(writer, user, row)
        }
        return { result: notificationSettings.parse(next) }
      }),
    search: async (user, part) => {
      if (part === '') return []
      const rows = await repository.searchPeople(reader, { part, except: user, limit: MAX_HITS })
      return rows.map((row) => ({
        ...toUserSummary(row, fileAddress),
        ...(row.isBot === 1 ? { dmEnabled: true } : {}),
      }))
    },
  }
}
