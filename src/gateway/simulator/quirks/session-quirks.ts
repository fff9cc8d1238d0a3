import * as z from 'zod/mini'
import type { Database, Writer } from '../../database/open-database.ts'
import { isoTime } from '../../new-id.ts'
import type { QuirkMeans, QuirkParts } from './quirk.ts'

const theft = z.object({ status: z.literal('stolen'), sessionId: z.string() })

/** However little later a token comes again, it is late. */
const LONG_AGO = isoTime(0)

async function endEverything(writer: Writer, sessionId: string, now: string): Promise<void> {
  const session = writer.selectFrom('session').select('userId').where('id', '=', sessionId)
  await writer
    .updateTable('session')
    .set({ revokedAt: now })
    .where('userId', '=', session)
    .where('revokedAt', 'is', null)
    .execute()
}

/** A token of renewal that comes a second time ends every session of its person, and takes the cookies of whoever brought it. */
export const refreshWithoutGrace = ({ clock, isAskedBy, struck }: QuirkMeans): QuirkParts => ({
  database: (database): Database => ({
    ...database,
    write: (work) =>
      database.write(async (writer) => {
        if (!isAskedBy('POST', '/api/auth/refresh*')) return work(writer)
        await writer.updateTable('refreshToken').set({ usedAt: LONG_AGO }).where('usedAt', 'is not', null).execute()
        const commit = await work(writer)
        const { data } = theft.safeParse(commit.result)
        if (data === undefined) return commit
        struck('every session ends', data.sessionId)
        await endEverything(writer, data.sessionId, isoTime(clock.now()))
        return commit
      }),
  }),
})
