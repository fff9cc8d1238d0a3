import type { Writer } from '../database/open-database.ts'
import { isoTime, newId } from '../new-id.ts'
import type { MemberKey } from './server-access.ts'

/** Makes somebody a plain member: `@everyone` alone, no owner, told of everything. They must not be one yet. */
export async function joinServer(writer: Writer, { server, user }: MemberKey, nowMs: number): Promise<void> {
  const { everyoneRoleId } = await writer
    .selectFrom('server')
    .select('everyoneRoleId')
    .where('id', '=', server)
    .executeTakeFirstOrThrow()
  const at = isoTime(nowMs)
  const row = {
    id: newId(nowMs),
    serverId: server,
    userId: user,
    roleIds: JSON.stringify([everyoneRoleId]),
    isOwner: 0,
    notificationLevel: 'ALL_MESSAGES',
    createdAt: at,
    updatedAt: at,
  }
  await writer.insertInto('member').values(row).execute()
}
