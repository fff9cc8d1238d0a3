import type { Reader, Writer } from '../../database/open-database.ts'
import type { Schema } from '../../database/schema.ts'

export type InviteRow = Schema['invite']

export async function insertInvite(writer: Writer, row: InviteRow): Promise<void> {
  await writer.insertInto('invite').values(row).execute()
}

export function findInvite(reader: Reader, code: string): Promise<InviteRow | undefined> {
  return reader.selectFrom('invite').selectAll().where('code', '=', code).executeTakeFirst()
}

export async function countUse(writer: Writer, invite: string, at: string): Promise<void> {
  await writer
    .updateTable('invite')
    .set((columns) => ({ uses: columns('uses', '+', 1), updatedAt: at }))
    .where('id', '=', invite)
    .execute()
}

export function findServer(reader: Reader, server: string): Promise<Schema['server'] | undefined> {
  return reader.selectFrom('server').selectAll().where('id', '=', server).executeTakeFirst()
}

export async function countMembers(reader: Reader, server: string): Promise<number> {
  const { count } = await reader
    .selectFrom('member')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('serverId', '=', server)
    .executeTakeFirstOrThrow()
  return count
}
