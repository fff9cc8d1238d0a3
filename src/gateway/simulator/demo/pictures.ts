import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { WorldSpec } from '../world-spec.ts'

/** From the bundle, from a part of it in a folder of its own, and from the source. */
const folders = ['../../resources/demo', '../../../resources/demo', '../../../../resources/demo'].map((relative) =>
  path.join(import.meta.dirname, relative),
)

async function readPicture(ref: string): Promise<Uint8Array | undefined> {
  for (const folder of folders) {
    try {
      return await readFile(path.join(folder, `${ref}.png`))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
  }
  return undefined
}

/** Gives people, servers, webhooks and stickers the pictures that are there; who has none is shown by their initials. */
export async function withPictures(spec: WorldSpec): Promise<WorldSpec> {
  const { stickers = [], webhooks = [] } = spec
  const refs = [...spec.people, ...spec.servers, ...webhooks, ...stickers].map(({ ref }) => ref)
  const found = new Map(await Promise.all(refs.map(async (ref) => [ref, await readPicture(ref)] as const)))
  const avatarOf = (ref: string): { avatar?: Uint8Array } => {
    const avatar = found.get(ref)
    return avatar === undefined ? {} : { avatar }
  }
  return {
    ...spec,
    people: spec.people.map((person) => ({ ...person, ...avatarOf(person.ref) })),
    servers: spec.servers.map((server) => {
      const { avatar: icon } = avatarOf(server.ref)
      return icon === undefined ? server : { ...server, icon }
    }),
    webhooks: webhooks.map((webhook) => ({ ...webhook, ...avatarOf(webhook.ref) })),
    stickers: stickers.map((sticker) => {
      const { avatar: picture } = avatarOf(sticker.ref)
      return picture === undefined ? sticker : { ...sticker, picture }
    }),
  }
}
