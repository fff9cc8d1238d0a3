import { findChannel } from '../../access/channel-access.ts'
import { findMembership, overridesOf } from '../../access/server-access.ts'
import type { Reader } from '../../database/open-database.ts'
import type { ChannelTable } from '../../database/schema.ts'
import { channelId } from '#shared/models/ids.ts'
import type { PermissionStep } from '#shared/simulator/explanation.ts'
import { permissionSteps } from '#shared/simulator/permission-steps.ts'

const membership = (isIn: boolean): readonly PermissionStep[] => [
  { by: 'membership', permission: 'VIEW_CHANNEL', effect: isIn ? 'allows' : 'denies' },
]

async function isRecipient(reader: Reader, channel: ChannelTable, user: string): Promise<boolean> {
  const query = reader.selectFrom('recipient').select('userId').where('channelId', '=', channel.id)
  return (await query.where('userId', '=', user).executeTakeFirst()) !== undefined
}

async function roleNames(reader: Reader, server: string): Promise<ReadonlyMap<string, string>> {
  const rows = await reader.selectFrom('role').select(['id', 'name']).where('serverId', '=', server).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** How it is decided whether somebody may view a channel, as things stand now. */
export async function stepsToView(reader: Reader, channel: string, user: string): Promise<readonly PermissionStep[]> {
  const row = await findChannel(reader, channelId.parse(channel))
  if (row === undefined) return membership(false)
  if (row.serverId === null) return membership(await isRecipient(reader, row, user))
  const found = await findMembership(reader, row.serverId, user)
  if (found === undefined) return membership(false)
  const names = await roleNames(reader, row.serverId)
  return permissionSteps({
    member: found.grants,
    overrides: (await overridesOf(reader, [channel])).get(channel) ?? [],
    wanted: 'VIEW_CHANNEL',
    nameOf: (role) => names.get(role) ?? role,
  })
}
