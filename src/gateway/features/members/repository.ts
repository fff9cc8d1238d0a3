import type { MemberKey } from '../../access/server-access.ts'
import type { Reader, Writer } from '../../database/open-database.ts'
import type { Schema } from '../../database/schema.ts'
import type { MemberWithUser } from '../../wire/member.ts'
import { userSummaryColumns } from '../../wire/user.ts'
import type { WebhookInServer } from '../../wire/webhook.ts'

type MemberRow = Schema['member']

/** Everybody of a server, in the order they joined. */
export async function membersOf(reader: Reader, server: string): Promise<MemberWithUser[]> {
  const members = await reader
    .selectFrom('member')
    .selectAll()
    .where('serverId', '=', server)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  const users = await reader
    .selectFrom('user')
    .innerJoin('member', 'member.userId', 'user.id')
    .select([...userSummaryColumns, 'user.createdAt'])
    .where('member.serverId', '=', server)
    .execute()
  const byId = new Map(users.map((user) => [user.id, user]))
  return members.flatMap((member) => {
    const user = byId.get(member.userId)
    return user === undefined ? [] : [{ member, user }]
  })
}

/** The webhooks of a server, in the order they were made. */
export async function webhooksOf(reader: Reader, server: string): Promise<WebhookInServer[]> {
  const rows = await reader
    .selectFrom('webhook')
    .innerJoin('server', 'server.id', 'webhook.serverId')
    .selectAll('webhook')
    .select('server.everyoneRoleId')
    .where('webhook.serverId', '=', server)
    .orderBy('webhook.createdAt')
    .orderBy('webhook.id')
    .execute()
  return rows.map(({ everyoneRoleId, ...webhook }) => ({ webhook, everyoneRoleId }))
}

const memberOf = (reader: Reader, { server, user }: MemberKey) =>
  reader.selectFrom('member').selectAll().where('serverId', '=', server).where('userId', '=', user)

export function findMember(reader: Reader, key: MemberKey): Promise<MemberRow | undefined> {
  return memberOf(reader, key).executeTakeFirst()
}

export async function getMember(reader: Reader, key: MemberKey): Promise<MemberWithUser> {
  const member = await memberOf(reader, key).executeTakeFirstOrThrow()
  const user = await reader
    .selectFrom('user')
    .select([...userSummaryColumns, 'user.createdAt'])
    .where('id', '=', key.user)
    .executeTakeFirstOrThrow()
  return { member, user }
}

type Change = Partial<Pick<MemberRow, 'roleIds' | 'notificationLevel'>> & Pick<MemberRow, 'updatedAt'>

export async function updateMember(writer: Writer, { server, user }: MemberKey, change: Change): Promise<void> {
  await writer.updateTable('member').set(change).where('serverId', '=', server).where('userId', '=', user).execute()
}

/** Ends a membership, and what channels of the server allow or deny to this one person. */
export async function removeMember(writer: Writer, { server, user }: MemberKey): Promise<void> {
  await writer.deleteFrom('member').where('serverId', '=', server).where('userId', '=', user).execute()
  await writer
    .deleteFrom('permissionOverride')
    .where('targetType', '=', 'member')
    .where('targetId', '=', user)
    .where('channelId', 'in', writer.selectFrom('channel').select('id').where('serverId', '=', server))
    .execute()
}

export async function countOwners(reader: Reader, server: string): Promise<number> {
  const owners = await reader
    .selectFrom('member')
    .select('id')
    .where('serverId', '=', server)
    .where('isOwner', '=', 1)
    .execute()
  return owners.length
}
