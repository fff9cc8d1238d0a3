import { textsOf } from '../../database/dialect.ts'
import type { Reader } from '../../database/open-database.ts'
import type { Act } from './acts.ts'

/** Where a message stands in its channel, counted from one. */
interface Place {
  readonly channelId: string
  readonly place: number
}

const anyId = /\b[0-9a-f]{24}\b/g

/** All ids that what was done speaks of: of messages among others. */
function idsIn(acts: readonly Act[]): ReadonlySet<string> {
  const texts = acts.flatMap((act) => {
    if (act.kind === 'answer') return [act.path, JSON.stringify(act.sent ?? null)]
    return act.kind === 'receive' ? [JSON.stringify(act.payload ?? null)] : []
  })
  return new Set(texts.flatMap((text) => text.match(anyId) ?? []))
}

async function placesOf(reader: Reader, ids: ReadonlySet<string>): Promise<ReadonlyMap<string, Place>> {
  const rows = await reader
    .selectFrom('message as one')
    .select(['one.id', 'one.channelId'])
    .select((build) =>
      build
        .selectFrom('message as before')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('before.channelId', '=', 'one.channelId')
        .whereRef('before.id', '<=', 'one.id')
        .as('place'),
    )
    .where('one.id', 'in', textsOf([...ids]))
    .execute()
  return new Map(rows.map(({ id, channelId, place }) => [id, { channelId, place: place ?? 0 }]))
}

/** What is stored by now, as far as it says what things are called. */
export async function readStored(reader: Reader, acts: readonly Act[]) {
  return {
    users: await reader.selectFrom('user').select(['id', 'username', 'isBot']).execute(),
    servers: await reader.selectFrom('server').select(['id', 'everyoneRoleId']).execute(),
    webhooks: await reader.selectFrom('webhook').select(['id', 'channelId']).execute(),
    categories: await reader.selectFrom('category').select(['id', 'serverId']).execute(),
    messages: await placesOf(reader, idsIn(acts)),
  }
}

export type Stored = Awaited<ReturnType<typeof readStored>>

interface Past {
  /** When the past ends. */
  readonly at: number
  readonly isNew: (id: string) => boolean
}

/** How many messages each channel had before a recording begins. */
export async function countPast(reader: Reader, { at, isNew }: Past): Promise<ReadonlyMap<string, number>> {
  const rows = await reader
    .selectFrom('message')
    .select(['id', 'channelId'])
    .where('createdAt', '<=', new Date(at).toISOString())
    .execute()
  const counts = new Map<string, number>()
  for (const { id, channelId } of rows) if (!isNew(id)) counts.set(channelId, (counts.get(channelId) ?? 0) + 1)
  return counts
}
