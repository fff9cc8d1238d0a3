import { parseTexts } from '../database/json-column.ts'
import type { Schema } from '../database/schema.ts'
import { category, type Category } from '#shared/models/category.ts'
import { role, type Role } from '#shared/models/role.ts'
import { server, type Server } from '#shared/models/server.ts'
import type { FileAddress } from './file-address.ts'

/** Rows of a server and what belongs to it, as they are sent (ID-4). The schemas give the ids their brands. */
export function toServer(row: Schema['server'], fileAddress: FileAddress): Server {
  return server.parse({
    _id: row.id,
    name: row.name,
    ...fileAddress(row.avatar),
    everyoneRoleId: row.everyoneRoleId,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  })
}

export function toRole(row: Schema['role']): Role {
  return role.parse({
    _id: row.id,
    name: row.name,
    serverId: row.serverId,
    permissions: parseTexts(row.permissions),
    color: row.color,
    position: row.position,
    isDefault: row.isDefault === 1,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  })
}

export function toCategory(row: Schema['category']): Category {
  return category.parse({
    _id: row.id,
    name: row.name,
    serverId: row.serverId,
    ...(row.position === null ? {} : { position: row.position }),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  })
}
