import { randomBytes } from 'node:crypto'
import type { Database } from './open-database.ts'

const KEY = 'instanceId'

/** Made once per data directory: clients tell gateways apart by it. Lower-case hex, so that it may stand in a host name. */
export function readInstanceId(database: Database): Promise<string> {
  return database.write(async (writer) => {
    const known = await writer.selectFrom('meta').select('value').where('key', '=', KEY).executeTakeFirst()
    if (known !== undefined) return { result: known.value }
    const value = randomBytes(16).toString('hex')
    await writer.insertInto('meta').values({ key: KEY, value }).execute()
    return { result: value }
  })
}

/** The host name browsers are sent to: cookies ignore ports, so each gateway needs a name of its own. */
export const webHostOf = (instanceId: string): string => `${instanceId.slice(0, 12)}.localhost`
