import { demandServerPermission, requireMembership } from '../../access/server-access.ts'
import type { Clock } from '../../clock.ts'
import type { Database, Reader } from '../../database/open-database.ts'
import { isoTime, newId } from '../../new-id.ts'
import type { Publish } from '../../realtime/publish.ts'
import { toCategory } from '../../wire/server.ts'
import type { Category } from '#shared/models/category.ts'
import { serverId, type CategoryId, type ServerId, type UserId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { CreateCategoryBody, UpdateCategoryBody } from '#shared/protocol/http/categories.ts'
import * as repository from './repository.ts'

export interface CategoriesService {
  readonly list: (server: ServerId, user: UserId) => Promise<Category[]>
  /** `readBody` runs behind the gates, here and below. */
  readonly create: (server: ServerId, user: UserId, readBody: () => CreateCategoryBody) => Promise<Category>
  readonly update: (category: CategoryId, user: UserId, readBody: () => UpdateCategoryBody) => Promise<Category>
  readonly remove: (category: CategoryId, user: UserId) => Promise<void>
}

interface CategoriesOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
}

async function requireManaging(reader: Reader, server: ServerId, user: UserId): Promise<void> {
  demandServerPermission(await requireMembership(reader, server, user), 'MANAGE_CHANNEL')
}

/**
 * The gate CAT (ID-5) and the permission that changes need.
 * @throws ProtocolError categoryGone, notServerMember, missingPermission
 */
async function requireCategory(reader: Reader, category: CategoryId, user: UserId): Promise<repository.CategoryRow> {
  const row = await repository.findCategory(reader, category)
  if (row === undefined) throw new ProtocolError('categoryGone')
  await requireManaging(reader, serverId.parse(row.serverId), user)
  return row
}

/** Groups of channels: names and an order, for every member to see (ID-14.1). */
export function createCategoriesService({ clock, database, publish }: CategoriesOptions): CategoriesService {
  return {
    list: (server, user) =>
      database.settle(async (reader) => {
        await requireMembership(reader, server, user)
        return (await repository.categoriesOf(reader, server)).map(toCategory)
      }),
    create: (server, user, readBody) =>
      database.write(async (writer) => {
        await requireManaging(writer, server, user)
        const { name } = readBody()
        const now = clock.now()
        const times = { createdAt: isoTime(now), updatedAt: isoTime(now) }
        const row = { id: newId(now), serverId: server, name, position: null, ...times }
        await repository.insertCategory(writer, row)
        return {
          result: toCategory(row),
          announce: () => {
            // The protocol has no event for a new category; this one makes every client read its lists again (GW-12, D18).
            publish.broadcast('PERMISSIONS_UPDATE', server, { serverId: server })
          },
        }
      }),
    update: (id, user, readBody) =>
      database.write(async (writer) => {
        const row = await requireCategory(writer, id, user)
        const { name = row.name, position = row.position } = readBody()
        const next = { ...row, name, position, updatedAt: isoTime(clock.now()) }
        await repository.updateCategory(writer, next)
        const category = toCategory(next)
        return {
          result: category,
          announce: () => {
            publish.broadcast('CATEGORY_UPDATE', category.serverId, category)
          },
        }
      }),
    remove: (id, user) =>
      database.write(async (writer) => {
        const row = await requireCategory(writer, id, user)
        await repository.deleteCategory(writer, id)
        return {
          result: undefined,
          announce: () => {
            publish.broadcast('CATEGORY_DELETE', row.serverId, { categoryId: id })
          },
        }
      }),
  }
}
