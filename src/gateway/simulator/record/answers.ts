import type { KeptAnswer } from './acts.ts'
import { requestOf } from './requests.ts'
import { fieldsOf, textOf } from './fields.ts'
import type { Deed, Scribe } from './scribe.ts'
import { sendingOf, webhookSendingOf } from './sending.ts'

const ID = '[0-9a-f]{24}'

/** A request that was done, with whatever its path names. */
interface Asked {
  readonly answer: KeptAnswer
  readonly by: string
  readonly parts: Readonly<Record<string, string | undefined>>
  readonly scribe: Scribe
}

/** What it stands for in a timeline; 'nothing' where the timeline needs nothing of it. */
type Reading = (asked: Asked) => Deed | 'nothing' | undefined

const nothing: Reading = () => 'nothing'

const sentBy = ({ answer }: Asked): Readonly<Record<string, unknown>> => fieldsOf(answer.sent)

function channelOf({ parts, scribe }: Asked): string | undefined {
  return (
    scribe.refs.of('channel', parts['channel'] ?? '') ?? scribe.omit('what was done in a channel that is not in it')
  )
}

function messageOf({ parts, scribe }: Asked): string | undefined {
  return scribe.message(parts['message']) ?? scribe.omit('what was done to a message that is not in it')
}

function send(asked: Asked): Deed | undefined {
  const channel = channelOf(asked)
  if (channel === undefined) return undefined
  return sendingOf({ by: asked.by, channel, sent: sentBy(asked), id: asked.answer.made.id }, asked.scribe)
}

function edit(asked: Asked): Deed | undefined {
  const [message, text] = [messageOf(asked), textOf(sentBy(asked)['content'])]
  if (message === undefined || text === undefined) return undefined
  return { edit: { by: asked.by, message, text: asked.scribe.texts.said(text) } }
}

function retract(asked: Asked): Deed | undefined {
  const message = messageOf(asked)
  return message === undefined ? undefined : { retract: { by: asked.by, message } }
}

function react(asked: Asked): Deed | undefined {
  const message = messageOf(asked)
  const remove = asked.answer.method === 'DELETE' ? { remove: true } : {}
  const emoji = decodeURIComponent(asked.parts['emoji'] ?? '')
  return message === undefined ? undefined : { react: { by: asked.by, message, emoji, ...remove } }
}

function join({ answer, by, scribe }: Asked): Deed | undefined {
  const server = scribe.refs.of('server', answer.made.server ?? '')
  if (server === undefined) return scribe.omit('who came into a server that is not in it')
  return { join: { person: by, server } }
}

function open({ answer, by, scribe }: Asked): Deed | 'nothing' | undefined {
  const other = scribe.person(textOf(fieldsOf(answer.sent)['recipientId']))
  const { id } = answer.made
  if (other === undefined || id === undefined) return scribe.omit('a direct message with somebody who is not in it')
  if (scribe.refs.of('channel', id) !== undefined) return 'nothing'
  scribe.refs.set('channel', id, `${by}&${other}`)
  return { open: { by, with: other } }
}

/** By the owner of a server it has words of its own. */
function kick({ by, parts, scribe }: Asked): Deed | undefined {
  const [server, person] = [scribe.refs.of('server', parts['server'] ?? ''), scribe.person(parts['person'])]
  if (server === undefined || person === undefined || scribe.ownerOf(server) !== by) return undefined
  scribe.setRoles({ server, person }, [])
  return { kick: { person, server } }
}

/** One role more or less, by the owner; any other change is a request like others. */
function changeRoles(asked: Asked): Deed | undefined {
  const { by, parts, scribe } = asked
  const [server, person] = [scribe.refs.of('server', parts['server'] ?? ''), scribe.person(parts['person'])]
  const ids = sentBy(asked)['roleIds']
  if (server === undefined || person === undefined || !Array.isArray(ids)) return undefined
  const roles = ids.flatMap((id: unknown) => scribe.refs.of('role', String(id)) ?? [])
  const isWhole = ids.every((id: unknown) => scribe.refs.find(String(id)) !== undefined)
  const { given, taken } = scribe.setRoles({ server, person }, roles)
  if (!isWhole || given.length + taken.length !== 1 || scribe.ownerOf(server) !== by) return undefined
  const [role = ''] = [...given, ...taken]
  return given.length === 1 ? { grant: { role, to: person } } : { revoke: { role, from: person } }
}

const CHANNEL = `(?:/servers/${ID})?/channels/(?<channel>${ID})`
const MESSAGE = `${CHANNEL}/messages/(?<message>${ID})`
const MEMBER = `/servers/(?<server>${ID})/members/(?<person>${ID})`

const readings = [
  [`POST ${CHANNEL}/messages`, send],
  [`PATCH ${MESSAGE}`, edit],
  [`DELETE ${MESSAGE}`, retract],
  [`(?:PUT|DELETE) ${MESSAGE}/reactions/(?<emoji>[^/]+)/@me`, react],
  ['POST /invites/[^/]+', join],
  ['POST /users/@me/channels', open],
  [`DELETE ${MEMBER}`, kick],
  [`PUT ${MEMBER}/roles`, changeRoles],
  // Who signs in is signed in, who joins does so by an invite of its own, and files come with their messages.
  ['[A-Z]+ /auth/.+', nothing],
  [`POST /servers/${ID}/invites`, nothing],
  [`POST ${CHANNEL}/uploads(?:/presign)?`, nothing],
  ['PUT /presign/[^/]+', nothing],
] as const satisfies readonly (readonly [string, Reading])[]

const compiled = readings.map(([asks, read]): readonly [RegExp, Reading] => [new RegExp(`^${asks}$`), read])

const knownWords = new Set(
  'auth bots categories channels icon infra invites members messages password presign roles servers stickers token transcribe uploads users webhooks reset-token @me audio v1 speech transcriptions config bootstrap service-types register'.split(
    ' ',
  ),
)

/** What kind of request it was: nothing of it that is anybody's. */
const shapeOf = (method: string, path: string): string =>
  `${method} ${path.replaceAll(/[^/]+/g, (part) => (knownWords.has(part) ? part : '…'))}`

function byWebhook(answer: KeptAnswer, webhook: string, scribe: Scribe): Deed | undefined {
  const by = scribe.refs.of('webhook', webhook)
  const channel = scribe.channelOfWebhook(webhook)
  if (by === undefined || channel === undefined) return scribe.omit('what a webhook said that is not in it')
  return webhookSendingOf({ by, channel, sent: fieldsOf(answer.sent), id: answer.made.id }, scribe)
}

/** What somebody did, as a timeline says it in its own words, or else as the request that it was. */
function inWords(asked: Asked, path: string, read: Reading | undefined): Deed | undefined {
  const { answer, by, scribe } = asked
  const deed = read?.(asked)
  if (deed === 'nothing') return undefined
  const request = deed ?? requestOf(answer, { by, path, scribe })
  if (request !== 'unknown') return request
  return read === undefined ? scribe.omit(shapeOf(answer.method, path)) : undefined
}

function byPerson(answer: KeptAnswer, path: string, scribe: Scribe): Deed | undefined {
  const line = `${answer.method} ${path}`
  const [asks, read] = compiled.find(([known]) => known.test(line)) ?? []
  if (read === nothing) return undefined
  const by = scribe.person(answer.user)
  if (by === undefined) return scribe.omit(shapeOf(answer.method, path))
  return inWords({ answer, by, parts: asks?.exec(line)?.groups ?? {}, scribe }, path, read)
}

const webhookPath = new RegExp(`^/webhooks/(${ID})/[^/]+$`)

/** What was done by a request, as a timeline says it. */
export function deedOf(answer: KeptAnswer, scribe: Scribe): Deed | undefined {
  if (answer.status >= 400) return scribe.omit('a request that was refused')
  const [whole = ''] = answer.path.split('?')
  const path = whole.replace(/^\/api/, '')
  const [, webhook] = webhookPath.exec(path) ?? []
  const isByWebhook = webhook !== undefined && answer.method === 'POST'
  return isByWebhook ? byWebhook(answer, webhook, scribe) : byPerson(answer, path, scribe)
}
