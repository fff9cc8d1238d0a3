import { randomInt } from 'node:crypto'
import type { Reader } from './open-database.ts'

const MAX_DISCRIMINATOR = 9999

/** A free four-digit discriminator of a name: names may repeat, the pair may not. Undefined where all are taken. */
export async function freeDiscriminator(reader: Reader, username: string): Promise<string | undefined> {
  const rows = await reader.selectFrom('user').select('discriminator').where('username', '=', username).execute()
  const taken = new Set(rows.map((row) => row.discriminator))
  const start = randomInt(MAX_DISCRIMINATOR)
  for (let step = 0; step < MAX_DISCRIMINATOR; step += 1) {
    const candidate = String(((start + step) % MAX_DISCRIMINATOR) + 1).padStart(4, '0')
    if (!taken.has(candidate)) return candidate
  }
  return undefined
}
