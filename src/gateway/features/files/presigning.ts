import type { Readable } from 'node:stream'
import type { Clock } from '../../clock.ts'
import { insertFile } from '../../database/file-rows.ts'
import type { Database, Writer } from '../../database/open-database.ts'
import { cleanFilename } from '../../files/clean-filename.ts'
import { extensionOf, newFileKey } from '../../files/file-key.ts'
import type { FileStore, WantedFile } from '../../files/file-store.ts'
import { cleanMediaType, UNKNOWN_TYPE } from '../../files/media-types.ts'
import { isoTime } from '../../new-id.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { PresignBody } from '#shared/protocol/http/uploads.ts'
import * as repository from './repository.ts'
import { createUploadFinder, type FindUploads } from './upload-finder.ts'
import { createUploadSigner } from './upload-signer.ts'

/** Where a client sends its file, and how (MB-5.2). */
export interface Presigned {
  readonly key: string
  readonly url: string
  readonly method: 'PUT'
  readonly headers: Readonly<Record<string, string>>
  readonly expiresInSeconds: number
}

interface Sender {
  readonly uploaderId: string
  readonly channelId: string
}

/** What comes to a signed address. */
interface Delivery {
  readonly key: string
  readonly query: unknown
  readonly contentType: string | undefined
  readonly contentLength: string | undefined
  readonly source: Readable
}

export interface Presigning {
  /**
   * Announces a file: its row is there, and no message may refer to it before the file is.
   * @throws ProtocolError announcedTooLarge
   */
  readonly announce: (writer: Writer, sender: Sender, body: PresignBody) => Promise<Presigned>
  /**
   * Takes in what comes to an address of the gateway's own: what was announced, once, and in time.
   * @throws ProtocolError uploadExpired, uploadTaken, notAsAnnounced
   */
  readonly take: (delivery: Delivery) => Promise<void>
  /** Where files go past the gateway: looks for announced ones, to which a message may refer once they are there. */
  readonly find: FindUploads | undefined
}

interface PresigningOptions {
  readonly clock: Clock
  readonly database: Database
  readonly files: FileStore
  readonly limitBytes: number
  /** As the answer says it; what is signed is good for 5 seconds to an hour. */
  readonly lifetimeSeconds: number
  readonly secret: string
  /** Asked at each call: the listening address is not known before the gateway listens. */
  readonly fileBase: () => string
  /** Where announced files go to a store of its own, the public address in front of it. */
  readonly storeBase: string | undefined
}

const MIN_SECONDS = 5
const MAX_SECONDS = 3600

const within = (seconds: number): number => Math.min(Math.max(seconds, MIN_SECONDS), MAX_SECONDS)

async function takeIn(files: FileStore, source: Readable, wanted: WantedFile): Promise<number> {
  let broken: Error | undefined
  source.on('error', (error) => (broken ??= error))
  try {
    return await files.receive(source, wanted)
  } catch (error) {
    // Whoever was sending is gone: no fault of the store's.
    throw error === broken ? new ProtocolError('notAsAnnounced') : error
  }
}

/** Uploads past the gateway's forms: announced, then sent to a signed address (MB-5.2). */
export function createPresigning(options: PresigningOptions): Presigning {
  const { clock, database, files, limitBytes, lifetimeSeconds } = options
  const signer = createUploadSigner(clock, options.secret)
  const underWay = new Set<string>()

  async function addressOf(
    key: string,
    announced: { readonly size: number; readonly contentType: string },
  ): Promise<string> {
    const own = `${options.fileBase()}/presign/${key}`
    const terms = { ...announced, lifetimeSeconds: within(lifetimeSeconds), base: options.storeBase }
    return (await files.signUpload?.(key, terms)) ?? `${own}?${signer.sign(key, within(lifetimeSeconds))}`
  }

  /** The announced file, where what comes is that file. */
  async function expected({ key, query, contentType, contentLength }: Delivery): Promise<{ readonly size: number }> {
    if (!signer.isGood(key, query)) throw new ProtocolError('uploadExpired')
    const row = await repository.findFile(database.reader, key)
    if (row === undefined) throw new ProtocolError('uploadExpired')
    if (row.isPending === 0 || underWay.has(key)) throw new ProtocolError('uploadTaken')
    const isOfType = row.contentType === UNKNOWN_TYPE || cleanMediaType(contentType ?? '') === row.contentType
    if (!isOfType || contentLength !== String(row.size)) throw new ProtocolError('notAsAnnounced')
    return row
  }

  async function receive({ key, source }: Delivery, size: number): Promise<void> {
    const received = await takeIn(files, source, { key, limitBytes: size })
    const isThere = await database.write(async (writer) => ({
      result: received === size && (await repository.settleFile(writer, key)),
    }))
    if (isThere) return
    await files.remove(key)
    throw new ProtocolError('notAsAnnounced')
  }

  return {
    announce: async (writer, sender, { filename, size, contentType = '' }) => {
      if (size > limitBytes) throw new ProtocolError('announcedTooLarge')
      const name = cleanFilename(filename)
      const key = newFileKey(extensionOf(name))
      const type = cleanMediaType(contentType)
      const createdAt = isoTime(clock.now())
      await insertFile(writer, { ...sender, key, filename: name, contentType: type, size, isPending: 1, createdAt })
      return {
        key,
        url: await addressOf(key, { size, contentType }),
        method: 'PUT',
        headers: contentType === '' ? {} : { 'Content-Type': contentType },
        expiresInSeconds: lifetimeSeconds,
      }
    },
    find: files.signUpload === undefined ? undefined : createUploadFinder(options),
    take: async (delivery) => {
      const { size } = await expected(delivery)
      underWay.add(delivery.key)
      try {
        await receive(delivery, size)
      } finally {
        underWay.delete(delivery.key)
      }
    },
  }
}
