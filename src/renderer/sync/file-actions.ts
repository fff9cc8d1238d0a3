import * as z from 'zod/mini'
import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import { shownSticker, type ShownSticker } from '#shared/models/message-payload.ts'
import { server as serverSchema, type Server } from '#shared/models/server.ts'
import { userSelf, type UserSelf } from '#shared/models/user.ts'
import type { AccountStore } from '../store/store.ts'
import { learnPerson } from './apply/people.ts'
import { applyServer } from './apply/places.ts'
import type { GatewayApi, Outcome } from './gateway-api.ts'
import { stickerList } from './http/answers.ts'

export type StickerShelf = ServerId | 'own'

/** What a user does with files that are not on their way with a message: downloads, faces, icons, stickers. */
export interface FileActions {
  /** The stickers of a server, or one's own: asked for anew each time, the newest first. */
  readonly listStickers: (shelf: StickerShelf) => Promise<Outcome<readonly ShownSticker[]>>
  /** Makes a sticker of a picture. */
  readonly addSticker: (shelf: StickerShelf, picture: File, name: string) => Promise<Outcome<ShownSticker>>
  readonly renameSticker: (shelf: StickerShelf, stickerId: string, name: string) => Promise<Outcome<ShownSticker>>
  /** Messages that show it keep it. */
  readonly deleteSticker: (shelf: StickerShelf, stickerId: string) => Promise<Outcome<unknown>>
  readonly setAvatar: (picture: File) => Promise<Outcome<UserSelf>>
  readonly setServerIcon: (serverId: ServerId, picture: File) => Promise<Outcome<Server>>
  /** The bytes of a file of a message: asked for anew each time, as the gateway checks who may have it. */
  readonly downloadFile: (channelId: ChannelId, key: string) => Promise<Outcome<Blob>>
}

const deletedSticker = z.object({ stickerId: z.string() })

const shelfPath = (shelf: StickerShelf): string =>
  shelf === 'own' ? '/users/@me/stickers' : `/servers/${shelf}/stickers`

function formOf(field: string, picture: File, words: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData()
  // Words first: whoever reads the form as it comes knows them before the picture.
  for (const [name, value] of Object.entries(words)) form.append(name, value)
  form.append(field, picture, picture.name)
  return form
}

export function createFileActions(api: GatewayApi, store: AccountStore): FileActions {
  return {
    downloadFile: async (channelId, key) => {
      const name = encodeURIComponent(key)
      const outcome = await api.download(`/api/channels/${channelId}/uploads/${name}`)
      // Whoever may only read a channel has its files by the address that shows them.
      const mayOnlyRead = outcome.status === 'refused' && outcome.httpStatus === 403
      return mayOnlyRead ? api.download(`/static/${name}`) : outcome
    },
    listStickers: (shelf) => api.get(stickerList, shelfPath(shelf)),
    addSticker: (shelf, picture, name) =>
      api.sendForm(shownSticker, {
        method: 'POST',
        path: shelfPath(shelf),
        form: formOf('file', picture, { name }),
      }),
    renameSticker: (shelf, stickerId, name) =>
      api.send(shownSticker, { method: 'PATCH', path: `${shelfPath(shelf)}/${stickerId}`, body: { name } }),
    deleteSticker: (shelf, stickerId) =>
      api.send(deletedSticker, { method: 'DELETE', path: `${shelfPath(shelf)}/${stickerId}` }),
    setAvatar: async (picture) => {
      const call = { method: 'PATCH', path: '/users/@me', form: formOf('avatar', picture) } as const
      const outcome = await api.sendForm(userSelf, call)
      if (outcome.status === 'done') {
        store.update((draft) => {
          draft.me = outcome.body
          learnPerson(draft, outcome.body)
        })
      }
      return outcome
    },
    setServerIcon: async (serverId, picture) => {
      const call = { method: 'POST', path: `/servers/${serverId}/icon`, form: formOf('icon', picture) } as const
      const outcome = await api.sendForm(serverSchema, call)
      if (outcome.status === 'done') {
        store.update((draft) => {
          applyServer(draft, outcome.body)
        })
      }
      return outcome
    },
  }
}
