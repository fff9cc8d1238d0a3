import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { BotKey } from '../../access/bots.ts'
import { demandImage } from '../../files/media-types.ts'
import { memberKeyOf } from '../../member-key.ts'
import { parseId, parseInput } from '../../parse-input.ts'
import { actorOf } from '../../plugins/auth.ts'
import type { Forms } from '../../plugins/forms.ts'
import { botId, isId, stickerId, type StickerId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { createStickerBody, updateStickerBody } from '#shared/protocol/http/stickers.ts'
import type { StickersService } from './service.ts'
import type { StickerPlace } from './shelves.ts'

/** An id that is none is a sticker that is not there (MB-6.2). */
const idReader = (request: FastifyRequest) => (): StickerId => {
  const { stickerId: id } = request.params as { stickerId?: string }
  const text = id?.toLowerCase()
  if (!isId(text)) throw new ProtocolError('stickerNotFound')
  return stickerId.parse(text)
}

const botKeyOf = (request: FastifyRequest): BotKey => ({
  bot: parseId(botId, (request.params as { botId?: unknown }).botId),
  owner: actorOf(request).userId,
})

const shelves: Readonly<Record<string, (request: FastifyRequest) => StickerPlace>> = {
  '/api/servers/:serverId/stickers': (request) => ({ kind: 'server', member: memberKeyOf(request) }),
  '/api/users/@me/bots/:botId/stickers': (request) => ({ kind: 'bot', key: botKeyOf(request) }),
  '/api/users/@me/stickers': (request) => ({ kind: 'own', user: actorOf(request).userId }),
}

/** Stickers: the same routes wherever they stand (MB-6.2). */
export function registerStickerRoutes(app: FastifyInstance, stickers: StickersService, { withForm }: Forms): void {
  for (const [mount, placeOf] of Object.entries(shelves)) {
    app.get(mount, (request) => stickers.list(placeOf(request)))
    app.post(mount, { config: { form: true } }, async (request, reply) => {
      const place = placeOf(request)
      await stickers.admit(place)
      const made = await withForm(request, { file: 'file', accept: demandImage }, ({ file, body }) =>
        stickers.create(place, file, () => parseInput(createStickerBody, body)),
      )
      return reply.code(201).send(made)
    })
    app.patch(`${mount}/:stickerId`, (request) =>
      stickers.update(placeOf(request), idReader(request), () => parseInput(updateStickerBody, request.body ?? {})),
    )
    app.delete(`${mount}/:stickerId`, (request) => stickers.remove(placeOf(request), idReader(request)))
  }
}
