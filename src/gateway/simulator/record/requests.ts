import { isId } from '#shared/models/ids.ts'
import { mapTexts } from '#shared/simulator/placeholder.ts'
import type { KeptAnswer } from './acts.ts'
import { fieldsOf, textOf } from './fields.ts'
import type { Deed, Scribe } from './scribe.ts'

const ID = '[0-9a-f]{24}'

type Makes = 'server' | 'channel' | 'role' | 'category'

/** A request that a recording carries as it was. What is not among these is not in one. */
const carried: readonly (readonly [method: string, path: string, makes?: Makes])[] = [
  ['POST', '/servers', 'server'],
  ['PATCH|DELETE', '/servers/ID'],
  ['POST', '/servers/ID/channels', 'channel'],
  ['PATCH|DELETE', '(/servers/ID)?/channels/ID'],
  ['PUT', '(/servers/ID)?/channels/ID/permissions'],
  ['POST', '(/servers/ID)?/channels/ID/ack'],
  ['POST', '/servers/ID/categories', 'category'],
  ['PATCH|DELETE', '/categories/ID'],
  ['POST', '/servers/ID/roles', 'role'],
  ['PATCH|DELETE', '/servers/ID/roles/(ID|positions)'],
  ['PUT', '/servers/ID/members/ID/roles'],
  ['DELETE', '/servers/ID/members/(ID|@me)'],
  ['POST', '/servers/ID/bots/ID'],
  ['PUT', '/servers/ID/members/@me/notification-settings'],
  ['PUT', '/channels/ID/notification-settings'],
  ['PUT', '/users/@me/notification-settings'],
]

const rules = carried.map(([method, path, makes]) => ({
  asks: new RegExp(`^(?:${method}) ${path.replaceAll('ID', ID)}$`),
  makes,
}))

/** Members of a body that somebody wrote; all others are words of the protocol. */
const written: ReadonlySet<string> = new Set(['name', 'topic'])
/** Files that a recording does not have. */
const dropped: ReadonlySet<string> = new Set(['avatarUrl'])
const EXAMPLE_PAGE = 'https://example.test/'

function placeholderOf(id: string, { refs, message }: Scribe): string | undefined {
  const found = refs.find(id)
  if (found !== undefined) return `{${found.kind}:${found.ref}}`
  const said = message(id)
  return said === undefined ? undefined : `{message:${said}}`
}

/** With references in place of ids; nothing where something is not in the recording. */
function pathOf(path: string, scribe: Scribe): string | undefined {
  const parts = path.split('/').map((part) => (isId(part) ? placeholderOf(part, scribe) : part))
  return parts.every((part) => part !== undefined) ? parts.join('/') : undefined
}

function textIn(name: string, value: string, { texts }: Scribe): string {
  if (name === 'url') return texts.blanks ? EXAMPLE_PAGE : value
  return written.has(name) ? texts.written(value) : value
}

function bodyOf(sent: unknown, scribe: Scribe): { readonly body?: unknown } | undefined {
  let isWhole = true
  const withRefs = mapTexts(sent, (text) => {
    if (!isId(text)) return text
    const placeholder = placeholderOf(text, scribe)
    isWhole &&= placeholder !== undefined
    return placeholder ?? text
  })
  if (!isWhole) return undefined
  if (sent === undefined || sent === null) return {}
  if (Array.isArray(withRefs)) return { body: withRefs }
  const entries = Object.entries(fieldsOf(withRefs)).filter(([name]) => !dropped.has(name))
  return {
    body: Object.fromEntries(
      entries.map(([name, value]) => [name, typeof value === 'string' ? textIn(name, value, scribe) : value]),
    ),
  }
}

/** What a request made, and what it is called from now on. */
function madeBy(answer: KeptAnswer, by: string, { makes, scribe }: { makes: Makes | undefined; scribe: Scribe }) {
  const { id } = answer.made
  if (makes === undefined || id === undefined) return {}
  const ref = scribe.refs.add(makes, id, textOf(fieldsOf(answer.sent)['name']) ?? makes)
  if (makes === 'server') scribe.learnServer(id, ref, by)
  return { makes: `${makes}:${ref}` }
}

interface Asking {
  readonly by: string
  readonly path: string
  readonly scribe: Scribe
}

/** Any request that is carried as it was: 'unknown' where it is none of those, nothing where it names what nobody knows. */
export function requestOf(answer: KeptAnswer, { by, path, scribe }: Asking): Deed | 'unknown' | undefined {
  const rule = rules.find(({ asks }) => asks.test(`${answer.method} ${path}`))
  if (rule === undefined) return 'unknown'
  const [address, sent] = [pathOf(path, scribe), bodyOf(answer.sent, scribe)]
  if (address === undefined || sent === undefined) return scribe.omit('what was done to what is not in it')
  // Only methods of rules come here.
  const method = answer.method as NonNullable<Deed['request']>['method']
  return { request: { by, method, path: address, ...sent, ...madeBy(answer, by, { makes: rule.makes, scribe }) } }
}
