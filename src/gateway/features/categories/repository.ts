import type { Reader, Writer } from '../../database/open-database.ts'
import type { Schema } from '../../database/schema.ts'

export type CategoryRow = Schema['category']

/** The categories of a server, in the order they were made. */
export function categoriesOf(reader: Reader, server: string): Promise<CategoryRow[]> {
  return reader
    .selectFrom('category')
    .selectAll()
    .where('serverId', '=', server)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
}

export function findCategory(reader: Reader, category: string): Promise<CategoryRow | undefined> {
  return reader.selectFrom('category').selectAll().where('id', '=', category).executeTakeFirst()
}

export async function insertCategory(writer: Writer, row: CategoryRow): Promise<void> {
  await writer.insertInto('category').values(row).execute()
}

export async function updateCategory(writer: Writer, { id, ...values }: CategoryRow): Promise<void> {
  await writer.updateTable('category').set(values).where('id', '=', id).execute()
}

/** Its channels stay, without a category: the foreign key sees to it. */
export async function deleteCategory(writer: Writer, category: string): Promise<void> {
  await writer.deleteFrom('category').where('id', '=', category).execute()
}
