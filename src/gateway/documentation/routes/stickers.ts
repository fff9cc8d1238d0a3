import * as z from 'zod/mini'
import { stickerId } from '#shared/models/ids.ts'
import { personalSticker, serverSticker } from '#shared/models/sticker.ts'
import { createStickerBody, updateStickerBody } from '#shared/protocol/http/stickers.ts'
import type { DescribedRoutes, WireSchema } from '../route-description.ts'

const removed = z.object({ stickerId })

/** The same routes wherever stickers stand. */
function shelf(mount: string, whose: string, sticker: WireSchema): DescribedRoutes {
  return {
    [`GET ${mount}`]: { summary: `The stickers ${whose}, newest first`, answer: z.array(sticker) },
    [`POST ${mount}`]: {
      summary: `Adds one to the stickers ${whose}`,
      form: { file: 'file', fields: createStickerBody },
      status: 201,
      answer: sticker,
    },
    [`PATCH ${mount}/:stickerId`]: {
      summary: `Changes one of the stickers ${whose}`,
      body: updateStickerBody,
      answer: sticker,
    },
    [`DELETE ${mount}/:stickerId`]: { summary: `Deletes one of the stickers ${whose}`, answer: removed },
  }
}

export const stickerRoutes: DescribedRoutes = {
  ...shelf('/api/servers/:serverId/stickers', 'of a server', serverSticker),
  ...shelf('/api/users/@me/bots/:botId/stickers', 'of a bot of one’s own', personalSticker),
  ...shelf('/api/users/@me/stickers', 'of one’s own', personalSticker),
}
