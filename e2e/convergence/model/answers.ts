import { idOf, places, serverOf, servers, type Person, type Place, type ServerName } from './names.ts'
import type { Truth } from './truth.ts'
import { channelWire, groupWire, personWire, serverWire, type TruthMessage } from './wire.ts'

export interface Asked {
  readonly method: string
  /** Below `/api`, with its query. */
  readonly path: string
  readonly body: unknown
}

export interface Answer {
  readonly status: number
  readonly body: unknown
}

const ok = (body: unknown): Answer => ({ status: 200, body })
const no = (status: number, message: string): Answer => ({ status, body: { message } })

const placeById = new Map(places.map((place) => [idOf('place', place), place]))
const serverById = new Map(servers.map((server) => [idOf('server', server), server]))

const serverIdOf = (place: Place): { readonly serverId?: string } => {
  const server = serverOf(place)
  return server === undefined ? {} : { serverId: idOf('server', server) }
}

function listed(truth: Truth, place: Place): object {
  const last = truth.of(place).at(-1)
  return {
    ...channelWire(place, truth.nameOf(place)),
    permissions: ['VIEW_CHANNEL', 'SEND_MESSAGES', 'ADD_REACTIONS'],
    lastMessage: last === undefined ? null : { ...truth.wire(last), authorId: idOf('person', last.author) },
    lastReadMessageId: truth.lastRead.get(place) ?? null,
  }
}

/** Where nobody counts, whoever wrote last has read what stands before it. */
function readUpTo(truth: Truth, place: Place, lastRead: string): string {
  const own = truth.of(place).findLast(({ author }) => author === 'me')?.id ?? ''
  return truth.manner.extended || own < lastRead ? lastRead : own
}

function waitingIn(truth: Truth, place: Place, lastRead: string): readonly TruthMessage[] {
  const from = readUpTo(truth, place, lastRead)
  return truth.of(place).filter(({ id, author, isRetracted }) => id > from && author !== 'me' && !isRetracted)
}

/** Of so many of the newest messages of a place those that wait. */
interface Counting {
  readonly most: number
  readonly lastRead: string
}

export function newestUnreadIn(truth: Truth, place: Place, { most, lastRead }: Counting): number {
  const newest = new Set(truth.of(place).slice(-most))
  return waitingIn(truth, place, lastRead).filter((message) => newest.has(message)).length
}

interface Unread {
  readonly unread: number
  readonly mentions: number
}

/** What stands unread of a place: what others said after what was read, but for what was retracted. */
export function unreadIn(truth: Truth, place: Place, lastRead = truth.lastRead.get(place) ?? ''): Unread {
  const waiting = waitingIn(truth, place, lastRead)
  return { unread: waiting.length, mentions: waiting.filter(({ mentionsMe }) => mentionsMe).length }
}

function unread(truth: Truth, person: Person): Answer {
  if (!truth.manner.extended) return no(404, 'Not Found')
  const seen = places.filter((place) => truth.maySee(person, place))
  return ok(
    seen.map((place) => ({
      channelId: idOf('place', place),
      ...serverIdOf(place),
      lastMessageId: truth.of(place).at(-1)?.id ?? null,
      lastReadMessageId: truth.lastRead.get(place) ?? null,
      ...unreadIn(truth, place),
    })),
  )
}

interface ServerQuestion {
  readonly person: Person
  readonly server: ServerName
  readonly what: string
}

function ofServer(truth: Truth, { person, server, what }: ServerQuestion): Answer {
  if (person === 'me' && !truth.memberOf.has(server)) return no(403, 'You are not a member of this server.')
  if (what === 'channels') {
    const seen = places.filter((place) => serverOf(place) === server && truth.maySee(person, place))
    return ok(seen.map((place) => listed(truth, place)))
  }
  if (what === 'categories') return ok(truth.groupsOf(server).map((group) => groupWire(group)))
  if (what !== 'members') return ok([])
  const member = { serverId: idOf('server', server), roleIds: [], isOwner: false }
  const all = (['me', 'bob'] as const).filter((each) => each === 'bob' || truth.memberOf.has(server))
  return ok(all.map((each) => ({ ...member, _id: idOf('role', each), userId: personWire(each) })))
}

function page(truth: Truth, place: Place, query: URLSearchParams): Answer {
  const before = query.get('before') ?? undefined
  const older = truth.of(place).filter(({ id }) => before === undefined || id < before)
  return ok(
    older
      .slice(-Number(query.get('limit')))
      .toReversed()
      .map((message) => truth.wire(message)),
  )
}

interface Doing {
  readonly truth: Truth
  readonly person: Person
  readonly place: Place
  readonly asked: Asked
}

function create({ truth, person, place, asked }: Doing): Answer {
  const { content, payload } = asked.body as { content: string; payload?: { clientNonce?: string } }
  const message = truth.create(place, { author: person, content, nonce: payload?.clientNonce })
  return { status: 201, body: truth.wire(message) }
}

function ofReaction({ truth, person, asked }: Doing, message: TruthMessage, emoji: string): Answer {
  if (message.isRetracted) return no(400, 'Message has been retracted')
  if (asked.method === 'PUT') truth.react(message, person, emoji)
  else if (!truth.unreact(message, person, emoji)) return no(404, 'Message not found or reaction could not be removed')
  return ok(truth.wire(message))
}

/** Of a message, by what stands behind its id. */
function ofMessage(doing: Doing, message: TruthMessage, rest: string): Answer {
  const { truth, person, asked } = doing
  const emoji = /^\/reactions\/(.+)\/@me$/.exec(rest)?.[1]
  if (emoji !== undefined) return ofReaction(doing, message, decodeURIComponent(emoji))
  if (asked.method === 'GET') return ok(truth.wire(message))
  if (message.author !== person) return no(403, 'You do not have permission to edit this message.')
  if (asked.method === 'DELETE') truth.retract(message)
  else {
    if (message.isRetracted) return no(400, 'Message has been retracted')
    // Whatever is modelled sends edits of this form alone.
    truth.edit(message, (asked.body as { content: string }).content)
  }
  return ok(truth.wire(message))
}

function ofChannel(doing: Doing, rest: string, query: URLSearchParams): Answer {
  const { truth, person, place, asked } = doing
  if (!truth.maySee(person, place)) return no(403, 'You do not have permission to view this channel.')
  if (rest === '/ack') {
    truth.read(place, (asked.body as { lastMessageId: string }).lastMessageId)
    return { status: 204, body: undefined }
  }
  if (rest === '/messages') return asked.method === 'POST' ? create(doing) : page(truth, place, query)
  const [, id, behind = ''] = /^\/messages\/([0-9a-f]+)(.*)$/.exec(rest) ?? []
  const message = truth.messages.find((each) => each.id === id && each.place === place)
  return message === undefined ? no(404, 'Message not found') : ofMessage(doing, message, behind)
}

function listServers(truth: Truth, person: Person): Answer {
  const seen = servers.filter((server) => person === 'bob' || truth.memberOf.has(server))
  return ok(seen.map((server) => serverWire(server, truth.nameOfServer(server))))
}

/** What the gateway does and answers at the moment at which a request gets there. */
export function answer(truth: Truth, person: Person, asked: Asked): Answer {
  const { pathname: path, searchParams } = new URL(asked.path, 'http://gateway')
  if (path === '/users/@me/servers') return listServers(truth, person)
  if (path === '/users/@me/channels') return ok([listed(truth, 'direct')])
  if (path === '/users/@me/unread') return unread(truth, person)
  const [, id = '', rest = ''] = /^\/(?:servers|channels)\/([0-9a-f]{24})(.*)$/.exec(path) ?? []
  // Ids of servers and of channels begin with other digits.
  const server = serverById.get(id)
  if (server !== undefined) return ofServer(truth, { person, server, what: rest.slice(1) })
  const place = placeById.get(id)
  return place === undefined ? no(404, 'Not Found') : ofChannel({ truth, person, place, asked }, rest, searchParams)
}
