import * as z from 'zod/mini'
import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { foundMessages } from './http/answers.ts'
import type { GatewayApi, Outcome } from './gateway-api.ts'

/** Where it is looked: in one channel, or in all channels of a server that this account may see. */
export type SearchScope = { readonly channelId: ChannelId } | { readonly serverId: ServerId }

export interface SearchQuery {
  /** Looked for literally, in upper or lower case. */
  readonly text: string
  readonly scope: SearchScope
}

/** The newest messages that were found, and how many there are in all. */
export interface Found {
  readonly messages: readonly Message[]
  readonly total: number
  readonly pages: number
  readonly isWhole: boolean
}

/** The gateway takes no longer question. */
export const MAX_SEARCH_LENGTH = 200

const PAGE_SIZE = 25

const answer = z.object({
  messages: foundMessages,
  pagination: z.object({ total: z.int(), totalPages: z.int() }),
})

function pathOf({ text, scope }: SearchQuery, page: number): string {
  const place = 'channelId' in scope ? `/channels/${scope.channelId}` : `/servers/${scope.serverId}`
  const asked = new URLSearchParams({ q: text, limit: String(PAGE_SIZE), page: String(page) })
  return `${place}/search?${asked.toString()}`
}

function joined(known: readonly Message[], more: readonly Message[]): readonly Message[] {
  const ids = new Set(more.map(({ _id }) => _id))
  return [...known.filter(({ _id }) => !ids.has(_id)), ...more]
}

const NOTHING: Found = { messages: [], total: 0, pages: 0, isWhole: false }

export type Search = (query: SearchQuery, known?: Found) => Promise<Outcome<Found>>

/** Asks the gateway for what is found; with `known`, for the next page behind it. */
export function createSearch(api: Pick<GatewayApi, 'get'>): Search {
  async function readPage(query: SearchQuery, known: Found): Promise<Outcome<Found>> {
    const page = known.pages + 1
    const outcome = await api.get(answer, pathOf(query, page))
    if (outcome.status !== 'done') return outcome
    const { messages, pagination } = outcome.body
    const found: Found = {
      messages: joined(known.messages, messages),
      total: pagination.total,
      pages: page,
      isWhole: page >= pagination.totalPages,
    }
    return { status: 'done', body: found }
  }

  /** From the first page on, as far as one had come and one page further. */
  async function readAnew(query: SearchQuery, pages: number): Promise<Outcome<Found>> {
    let outcome = await readPage(query, NOTHING)
    while (outcome.status === 'done' && outcome.body.pages < pages && !outcome.body.isWhole) {
      outcome = await readPage(query, outcome.body)
    }
    return outcome
  }

  return async (query, known = NOTHING) => {
    const outcome = await readPage(query, known)
    // Something was taken back meanwhile: what stood behind it has moved up, over the edge of the page.
    const hasShrunk = outcome.status === 'done' && outcome.body.total < known.total
    return hasShrunk ? readAnew(query, known.pages + 1) : outcome
  }
}
