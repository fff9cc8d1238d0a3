import * as z from 'zod/mini'
import { isFileKey } from '../files/file-key.ts'
import { urlOf, type FileAddress } from './file-address.ts'

type Payload = Readonly<Record<string, unknown>>
type Change = (file: string) => string

/** The files of a forwarded card, as it is built (MB-3.3). */
const card = z.looseObject({
  forwardedMessage: z.looseObject({
    attachments: z.array(z.looseObject({ url: z.optional(z.string()) })),
    author: z.looseObject({ avatarUrl: z.optional(z.string()) }),
  }),
})

function withFiles(payload: Payload, change: Change): Payload {
  const found = card.safeParse(payload)
  if (!found.success) return payload
  const { forwardedMessage: message } = found.data
  const { avatarUrl } = message.author
  const attachments = message.attachments.map((file) =>
    file.url === undefined ? file : { ...file, url: change(file.url) },
  )
  const author = avatarUrl === undefined ? message.author : { ...message.author, avatarUrl: change(avatarUrl) }
  return { ...payload, forwardedMessage: { ...message, attachments, author } }
}

/** A card as it is stored: files here by their keys, so that they are found wherever the gateway is by then. */
export const toStoredCard = (payload: Payload, fileAddress: FileAddress): Payload =>
  withFiles(payload, fileAddress.toStored)

/** A stored card with addresses for its files. */
export const withForwardedFiles = (payload: Payload, fileAddress: FileAddress): Payload =>
  withFiles(payload, (file) => (isFileKey(file) ? urlOf(fileAddress, file) : file))

/** The keys of the files that a stored card names. */
export function forwardedFileKeys(payload: Payload): string[] {
  const keys: string[] = []
  withFiles(payload, (file) => {
    if (isFileKey(file)) keys.push(file)
    return file
  })
  return keys
}
