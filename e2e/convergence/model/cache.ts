import { parseHome, parsePlace, parseRange, parseRemains, type CacheReading } from '#renderer/storage/cache-reader.ts'
import type { FoundRange } from '#renderer/storage/cache-fetch.ts'
import type { Cache as WholeCache } from '#renderer/storage/open-cache.ts'
import type { CachedRange } from '#renderer/sync/cache-disk.ts'
import { isReadable } from '#renderer/store/state.ts'
import type { Message } from '#shared/models/message.ts'
import { CacheContent } from './cache-content.ts'
import type { Covered } from './coverage.ts'
import type { Possible } from './possible.ts'

/** What a page does with its cache. */
export type CacheOfPage = CacheReading & Pick<WholeCache, 'channels' | 'places' | 'onEmptied' | 'write' | 'holdLimits'>

interface Asked {
  readonly page: number
  readonly what: string
  readonly carryOut: () => void
}

const rangeOf = (found: FoundRange | undefined): CachedRange | undefined => found && parseRange(found)

/**
 * The cache of one machine, which its pages share. What a page asks of it comes about in order, each transaction by itself
 * once a step says so: what is kept may be there before the gateway has answered, or long after.
 */
export class Cache {
  readonly #covered: Covered
  readonly #content = new CacheContent()
  #asked: Asked[] = []

  constructor(covered: Covered) {
    this.#covered = covered
  }

  /** The next transaction of each page. */
  possible(): readonly Possible[] {
    const seen = new Set<number>()
    const next = this.#asked.filter(({ page }) => !seen.has(page) && seen.add(page))
    return next.map((asked) => ({
      label: () => `cache ${asked.page} ${asked.what}`,
      happen: () => {
        this.#asked = this.#asked.filter((each) => each !== asked)
        asked.carryOut()
      },
    }))
  }

  /** A page is killed: what it had not written is lost, and what it wanted to know nobody wants to know any more. */
  kill(page: number): void {
    this.#asked = this.#asked.filter((asked) => asked.page !== page)
  }

  /** What a page that starts now finds of messages, in the order of time. */
  messages(): readonly Message[] {
    return this.#content
      .whole()
      .flatMap(({ row }) => (isReadable(row) ? row : []))
      .toReversed()
  }

  #do<Result>(page: number, what: string, task: () => Result): Promise<Result> {
    const { promise, resolve } = Promise.withResolvers<Result>()
    const carryOut = (): void => {
      resolve(task())
    }
    this.#asked.push({ page, what, carryOut })
    return promise
  }

  openFor(page: number): CacheOfPage {
    const content = this.#content
    const read = <Result>(what: string, task: () => Result): Promise<Result> => this.#do(page, `reads ${what}`, task)
    return {
      ...this.#writingOf(page),
      remains: (limit) =>
        read('what there is to be seen first', () => {
          const remains = parseRemains(content.remains(limit))
          if (remains.range !== undefined) this.#covered.add('start from the cache')
          return remains
        }),
      home: () => read('home', () => parseHome(content.home())),
      place: (serverId) => read('place', () => parsePlace(content.place(serverId))),
      newest: (channelId, limit) => read('newest', () => rangeOf(content.newest(channelId, limit))),
      older: ({ channelId, before, limit }) => read('older', () => rangeOf(content.older(channelId, before, limit))),
      newer: ({ channelId, after, limit }) => read('newer', () => rangeOf(content.newer(channelId, after, limit))),
      around: ({ channelId, messageId, limit }) =>
        read('around', () => rangeOf(content.around(channelId, messageId, limit))),
      from: ({ channelId, at, limit }) => read('from', () => rangeOf(content.from(channelId, at, limit))),
    }
  }

  /** In the same transactions as the real one. */
  #writingOf(page: number): Pick<CacheOfPage, 'channels' | 'places' | 'onEmptied' | 'write' | 'holdLimits'> {
    const content = this.#content
    const write = <Result>(what: string, task: () => Result): Promise<Result> => this.#do(page, `writes ${what}`, task)
    return {
      channels: () => this.#do(page, 'reads channels', () => content.channels()),
      places: () => this.#do(page, 'reads places', () => content.places()),
      // Nothing here empties it.
      onEmptied: () => () => undefined,
      write: async (change) => {
        const { forgotten } = change
        if (forgotten.length > 0) await write('what to forget', () => content.forget(forgotten))
        await write('records', () => content.putRecords(change))
        const lost: string[] = []
        for (const channel of change.channels) {
          if (channel.changes.length > 0) await write('rows', () => content.putRows(channel))
          if (!(await write('what is whole', () => content.claim(channel)))) lost.push(channel.channelId)
        }
        return { keeping: 'kept', lost }
      },
      // No history has as much as that.
      holdLimits: () => Promise.resolve(),
    }
  }
}
