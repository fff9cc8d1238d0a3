import { createOutbox, type Outbox } from './outbox.ts'
import type { DeliveryOptions } from './delivery.ts'
import type { Upload } from './upload-runner.ts'
import { createUploads, type Uploads } from './uploads.ts'

interface SendingOptions extends Omit<DeliveryOptions, 'uploads' | 'dedupes'> {
  readonly upload: Upload
  readonly extensions: readonly string[]
  readonly newNonce: () => string
}

/** Messages and their files: a message waits for its files, and what becomes of them wakes it. */
export function createSending(options: SendingOptions): { readonly outbox: Outbox; readonly uploads: Uploads } {
  const { store, upload, extensions, newNonce } = options
  const uploads = createUploads({
    store,
    upload,
    newId: newNonce,
    onSettled: (channelId) => {
      outbox.filesSettled(channelId)
    },
  })
  const outbox: Outbox = createOutbox({ ...options, uploads, dedupes: extensions.includes('nonce') })
  return { outbox, uploads }
}
