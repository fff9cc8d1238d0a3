import type { Readable } from 'node:stream'
import { ProtocolError } from '#shared/protocol/errors.ts'

/** Files by key: on disk under the data directory, or in memory where nothing is kept. */
export interface FileStore {
  /**
   * Takes a stream in and answers with its size; kept for good before it answers. Whatever goes wrong leaves nothing.
   * @throws ProtocolError fileTooLarge
   */
  readonly receive: (source: Readable, wanted: WantedFile) => Promise<number>
  /** Stores bytes under a fresh key with that extension. */
  readonly put: (bytes: Uint8Array, extension: string) => Promise<string>
  readonly open: (key: string) => Promise<OpenFile | undefined>
  /** Of no file is not a failure: it is gone. */
  readonly remove: (key: string) => Promise<void>
  /** All there are, in no order. What an earlier run left half received is gone after it. */
  readonly list: () => AsyncIterable<StoredFile>
  /** An address at the store itself that takes a file for a while, where the store has such. */
  readonly signUpload?: (key: string, terms: UploadTerms) => Promise<string>
  /** Lets pages of these origins send to such addresses and read there, in place of those it let in before. */
  readonly allowPages?: (origins: readonly string[]) => Promise<void>
}

export interface UploadTerms {
  readonly size: number
  /** Empty: any. */
  readonly contentType: string
  readonly lifetimeSeconds: number
  /** The public address in front of the store, where there is one. */
  readonly base: string | undefined
}

export interface StoredFile {
  readonly key: string
  readonly storedAtMs: number
}

export interface WantedFile {
  /** A fresh one: what is under a key never changes. */
  readonly key: string
  readonly limitBytes: number
}

/** From `start` to `end`, both of them too. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** A file to be read once: by its stream, or not at all, and then it is closed. */
export interface OpenFile {
  readonly size: number
  /** The first bytes, which tell what it is. */
  readonly head: Uint8Array
  readonly stream: (range?: ByteRange) => Promise<Readable> | Readable
  readonly close: () => Promise<void>
}

/** As many first bytes as tell what a file is. */
export const HEAD_BYTES = 64

/**
 * The bytes of a stream while they are not too many.
 * @throws ProtocolError fileTooLarge
 */
export async function* upTo(limitBytes: number, source: Readable): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of source as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > limitBytes) throw new ProtocolError('fileTooLarge')
    yield chunk
  }
}
