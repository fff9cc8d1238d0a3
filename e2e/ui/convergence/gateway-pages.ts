import type { TestMessage } from '#gateway/simulator/testing/api.ts'
import type { TestGateway } from '../../fixtures/test-gateway.ts'
import { places, readText, type Place } from './harbour.ts'

/** A message as the gateway has it in the end. */
export interface Stored {
  readonly id: string
  readonly createdAt: string
  readonly mark: string
  /** Without one it is retracted. */
  readonly version: number | undefined
  readonly reactions: readonly string[]
  readonly body: TestMessage
}

interface Body extends TestMessage {
  readonly content?: string
  readonly createdAt: string
  readonly retractedAt?: string
  readonly reactions?: readonly { readonly emoji: string; readonly userIds: readonly string[] }[]
}

const PAGE = 100

function stored(body: Body): Stored {
  const text = readText(body.content ?? '')
  return {
    id: body._id,
    createdAt: body.createdAt,
    mark: text?.mark ?? body._id,
    version: body.retractedAt === undefined ? text?.version : undefined,
    reactions: (body.reactions ?? []).map(({ emoji, userIds }) => `${emoji} ${userIds.length}`),
    body,
  }
}

/** Every message of a place, the oldest first, as its pages have them for somebody. */
// oxlint-disable-next-line max-params -- whose pages, and of what
export async function allMessages(home: TestGateway, person: string, place: Place): Promise<readonly Stored[]> {
  const found = new Map<string, Body>()
  let before = ''
  for (;;) {
    const path = `/channels/${home.channel(places[place].channel)}/messages?limit=${PAGE}${before}`
    const answer = await home.call(person, 'GET', path)
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    // The gateway's own answer, and its own test says what is in it.
    const page = (await answer.json()) as readonly Body[]
    for (const body of page) found.set(body._id, body)
    const oldest = page.reduce((least, { _id }) => (least === '' || _id < least ? _id : least), '')
    if (page.length < PAGE) break
    before = `&before=${oldest}`
  }
  const key = ({ createdAt, id }: Stored): string => `${createdAt} ${id}`
  return [...found.values()].map(stored).toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}
