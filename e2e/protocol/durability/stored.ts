import { copyFileSync, existsSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createTemporaryDirectory } from '../temporary-directory.ts'
import { request } from '../web-client.ts'
import type { Told } from './ledger.ts'
import type { Person } from './people.ts'

/** What lies on disk, read from a copy: opening the original would repair it before the gateway has to. */
export interface OnDisk {
  readonly integrity: unknown
  readonly broken: readonly unknown[]
  readonly messages: readonly { readonly id: string; readonly createdAt: string }[]
}

export function readDisk(dataDirectory: string): OnDisk {
  using copy = createTemporaryDirectory()
  for (const name of ['gateway.sqlite', 'gateway.sqlite-wal']) {
    const file = path.join(dataDirectory, name)
    if (existsSync(file)) copyFileSync(file, path.join(copy.path, name))
  }
  const connection = new DatabaseSync(path.join(copy.path, 'gateway.sqlite'))
  const rows = connection.prepare('select id, createdAt from message order by id').all()
  const read = {
    integrity: connection.prepare('pragma integrity_check').all(),
    broken: connection.prepare('pragma foreign_key_check').all(),
    messages: rows as unknown as OnDisk['messages'],
  }
  connection.close()
  return read
}

const PAGE = 100

/** Every message of a channel as it is listed, oldest first. */
export async function listAll(url: string, channel: string, { token }: Person): Promise<Told[]> {
  const listed: Told[] = []
  for (let before = ''; ;) {
    const answer = await request(`${url}/api/channels/${channel}/messages?limit=${PAGE}${before}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const page = answer.body as Told[]
    listed.push(...page)
    if (page.length < PAGE) return listed.toReversed()
    before = `&before=${page.at(-1)?._id ?? ''}`
  }
}
