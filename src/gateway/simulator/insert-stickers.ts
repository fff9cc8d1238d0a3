import { insertFile } from '../database/file-rows.ts'
import { resolve, type WorldContext } from './world-context.ts'

/** Stickers of servers, made by their owners, and of people; those that have a picture. */
export async function insertStickers(context: WorldContext): Promise<void> {
  const { writer, spec, ids, idOf, madeAt, pictures } = context
  for (const { ref, name, server, person, picture } of spec.stickers ?? []) {
    const key = pictures.get(`sticker ${ref}`)
    if (key === undefined || picture === undefined) continue
    const owner = person ?? spec.servers.find((candidate) => candidate.ref === server)?.owner ?? ''
    const createdBy = resolve(ids.people, owner)
    const file = { key, contentType: 'image/png', size: picture.byteLength }
    await insertFile(writer, {
      ...file,
      uploaderId: createdBy,
      channelId: null,
      filename: `${ref}.png`,
      createdAt: madeAt,
    })
    const row = {
      ...file,
      id: idOf('sticker', ref),
      serverId: server === undefined ? null : resolve(ids.servers, server),
      userId: server === undefined ? createdBy : null,
      name,
      description: null,
      format: 'png',
      createdBy,
      createdAt: madeAt,
      updatedAt: madeAt,
    }
    await writer.insertInto('sticker').values(row).execute()
  }
}
