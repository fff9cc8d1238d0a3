import type { Symbols } from './symbols.ts'
import type { Answer } from './transcript.ts'

const DAY_MS = 86_400_000
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/
const ID = /\b[0-9a-f]{24}\b/g
const TOKEN = /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/

/** Marks of the store, fields of extensions, and texts that the protocol leaves to the store: nobody reads them. */
const unread: ReadonlySet<string> = new Set(['__v', 'rev'])
/** Parts whose own ids come as they come. */
const withoutIds: ReadonlySet<string> = new Set(['attachments', 'reactions'])
/** Lists whose order says nothing. */
const unordered: ReadonlySet<string> = new Set(['permissions', 'mentions'])
/** Answers that list what somebody has anywhere, theirs from before included. */
const ownLists = /^GET \/users\/@me\/(?:servers|channels)$/

const inOrder = (list: readonly unknown[]): unknown[] => list.toSorted((a, b) => String(a).localeCompare(String(b)))

/** What differs between any two gateways, and says nothing about them, is put under one name. */
export interface PlainForm {
  readonly answer: (request: string, answer: Answer) => Answer
  /** Undefined where it is of people that are none of ours. */
  readonly payload: (event: string, payload: unknown) => { readonly plain: unknown } | undefined
}

export function createPlainForm(symbols: Symbols, base: string): PlainForm {
  function text(value: string, key: string, ofMessage: boolean): string {
    if (key === 'discriminator' && /^\d{4}$/.test(value)) return '{digits}'
    if (TOKEN.test(value)) return '{token}'
    // A message with a time of another day was not stamped by the gateway; accounts may be older.
    const isStamp = !ofMessage || Math.abs(Date.now() - Date.parse(value)) < DAY_MS
    if (TIME.test(value)) return isStamp ? '{now}' : value
    return (
      symbols.of(`${key} ${value}`) ??
      symbols.of(value) ??
      value.replaceAll(base, '{url}').replaceAll(ID, (id) => symbols.of(id) ?? '{id}')
    )
  }

  function record(value: object, holder: string): object {
    const entries = Object.entries(value).filter(
      ([key]) =>
        !unread.has(key) &&
        !(key === '_id' && withoutIds.has(holder)) &&
        // Whoever has an account already may have a picture.
        !(key === 'avatarUrl' && 'username' in value),
    )
    const isFormComplaint = 'message' in value && value.message === 'Invalid data format provided.'
    const read = isFormComplaint ? entries.filter(([key]) => key !== 'error') : entries
    const ofMessage = 'channelId' in value
    return Object.fromEntries(read.map(([key, each]) => [key, plain(each, key, ofMessage)]))
  }

  function plain(value: unknown, key = '', ofMessage = false): unknown {
    if (typeof value === 'string') return text(value, key, ofMessage)
    if (Array.isArray(value)) {
      const list = value.map((each) => plain(each, key))
      return unordered.has(key) ? inOrder(list) : list
    }
    return typeof value === 'object' && value !== null ? record(value, key) : value
  }

  const isOurs = (id: unknown): boolean => typeof id === 'string' && symbols.of(id) !== undefined
  const idOf = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && '_id' in value ? value._id : undefined

  return {
    answer: (request, { status, headers, body }) => {
      const own = ownLists.test(request) && Array.isArray(body) ? body.filter((each) => isOurs(idOf(each))) : body
      return { status, headers, body: plain(own) }
    },
    payload: (event, payload) => {
      if (event === 'PRESENCE_INITIAL_STATE' && Array.isArray(payload)) {
        return { plain: inOrder(payload.filter(isOurs).map((id) => plain(id))) }
      }
      const person =
        event === 'PRESENCE_UPDATE' && typeof payload === 'object' && payload !== null && 'userId' in payload
          ? payload.userId
          : undefined
      return person !== undefined && !isOurs(person) ? undefined : { plain: plain(payload) }
    },
  }
}
