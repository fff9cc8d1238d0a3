import type { GuardedFetch } from '../../guarded-fetch/guarded-fetch.ts'
import type { Embed } from '#shared/models/embed.ts'
import type { Message } from '#shared/models/message.ts'
import { decodePage } from './decode-page.ts'
import { findAddress } from './find-address.ts'

const AT_ONCE = 4
const MAX_WAITING = 100

/** Adds what was found to a message that still says the same. */
export type AddEmbeds = (preview: {
  readonly message: string
  readonly content: string
  readonly embeds: readonly Embed[]
}) => Promise<void>

interface PreviewsOptions {
  readonly fetchPage: GuardedFetch
  readonly embed: AddEmbeds
  /** A preview that could not be had is nobody's concern but the log's. */
  readonly onFailure: (error: unknown) => void
}

export interface Previews {
  /** Looks up what a new message links to, behind everybody's back. */
  readonly onCreated: (message: Message) => void
  /** Gives up what is on its way; nothing is written afterwards. */
  readonly stop: () => Promise<void>
}

interface LookUp {
  readonly message: string
  readonly content: string
  readonly address: string
}

/** Link previews (MB-14): a few at once, others wait, and what comes while many wait gets none. */
export function createPreviews({ fetchPage, embed, onFailure }: PreviewsOptions): Previews {
  const stopping = new AbortController()
  const waiting: LookUp[] = []
  const running = new Set<Promise<void>>()

  async function lookUp({ message, content, address }: LookUp): Promise<void> {
    try {
      const { url, contentType, bytes } = await fetchPage(address, stopping.signal)
      // The parser of pages is loaded with the first of them: it would slow every start.
      const { readEmbed } = await import('./read-embed.ts')
      const found = readEmbed(decodePage(bytes, contentType), url, contentType)
      if (found !== undefined && !stopping.signal.aborted) await embed({ message, content, embeds: [found] })
    } catch (error) {
      onFailure(error)
    }
  }

  function startNext(): void {
    const next = running.size < AT_ONCE ? waiting.shift() : undefined
    if (next === undefined) return
    const run = lookUp(next).finally(() => {
      running.delete(run)
      startNext()
    })
    running.add(run)
  }

  return {
    onCreated: ({ _id: message, content }) => {
      const address = findAddress(content ?? '')
      if (address === undefined || content == null || stopping.signal.aborted || waiting.length >= MAX_WAITING) return
      waiting.push({ message, content, address })
      startNext()
    },
    stop: async () => {
      stopping.abort(new Error('The gateway stops'))
      waiting.length = 0
      await Promise.all(running)
    },
  }
}
