import { idOf, people, serverOf, time, type Person, type Place, type ServerName } from './names.ts'

export interface TruthMessage {
  readonly id: string
  readonly place: Place
  readonly author: Person
  readonly createdAtMs: number
  readonly nonce: string | undefined
  readonly mentionsMe: boolean
  /** The name it has for itself, as webhooks give one. */
  readonly callsItself: string | undefined
  /** What it said when it came. */
  readonly sentAs: string
  content: string
  updatedAtMs: number
  rev: number
  isEdited: boolean
  isRetracted: boolean
  embed: string | undefined
  readonly reactions: Map<Person, string>
}

export interface Wire {
  readonly _id: string
  readonly payload: object
  readonly updatedAt: string
  readonly rev?: number
  readonly [member: string]: unknown
}

export const START_MS = Date.UTC(2026, 2, 14, 9)

const serverIdOf = (place: Place): { readonly serverId?: string } => {
  const server = serverOf(place)
  return server === undefined ? {} : { serverId: idOf('server', server) }
}

export const personWire = (person: Person): object => ({
  _id: idOf('person', person),
  username: person,
  discriminator: '0001',
})

/** What a place is called, and how often it got another name. */
export interface Naming {
  readonly name: string
  readonly changes: number
}

/** A group of channels, as it is now. */
export interface TruthGroup extends Naming {
  readonly id: string
  readonly server: ServerName
}

export const serverWire = (server: ServerName, { name, changes }: Naming): object => ({
  _id: idOf('server', server),
  name,
  everyoneRoleId: idOf('role', `everyone of ${server}`),
  createdAt: time(START_MS),
  updatedAt: time(START_MS + changes),
})

export const groupWire = ({ id, server, name, changes }: TruthGroup): object => ({
  _id: id,
  serverId: idOf('server', server),
  name,
  createdAt: time(START_MS),
  updatedAt: time(START_MS + changes),
})

export function channelWire(place: Place, { name, changes }: Naming): object {
  const updatedAt = time(START_MS + changes)
  const common = { _id: idOf('place', place), createdAt: time(START_MS), updatedAt }
  if (place === 'direct') return { ...common, type: 'DM', recipients: people.map((person) => personWire(person)) }
  return { ...common, type: 'GUILD_TEXT', ...serverIdOf(place), name }
}

function reactionsWire(reactions: ReadonlyMap<Person, string>): readonly object[] {
  const byEmoji = Map.groupBy(reactions, ([, emoji]) => emoji)
  return Array.from(byEmoji, ([emoji, who]) => ({ emoji, userIds: who.map(([person]) => idOf('person', person)) }))
}

/** Forwarded cards lose the nonce they were sent with. */
export const echoesNonce = ({ sentAs, isRetracted }: TruthMessage): boolean => !isRetracted && !sentAs.includes('card')

const payloadWire = (message: TruthMessage): object => ({
  ...echoOf(message),
  ...restOfPayload(message),
})

const echoOf = (message: TruthMessage): object =>
  message.nonce === undefined || !echoesNonce(message) ? {} : { clientNonce: message.nonce }

const restOfPayload = ({ embed, callsItself }: TruthMessage): object => ({
  ...(callsItself === undefined ? {} : { overrides: { username: callsItself } }),
  ...(embed === undefined ? {} : { embeds: [{ title: embed }] }),
})

/** Under its own name as long as the payload says so: a retraction empties that. */
const authorWire = ({ author, callsItself, isRetracted }: TruthMessage): object => ({
  ...personWire(author),
  ...(callsItself === undefined || isRetracted ? {} : { username: callsItself }),
})

/** A message as answers and events carry it. */
export function messageWire(message: TruthMessage, extended: boolean): Wire {
  const { id, place, content, isRetracted, mentionsMe } = message
  const updatedAt = time(message.updatedAtMs)
  return {
    _id: id,
    channelId: idOf('place', place),
    ...serverIdOf(place),
    authorId: authorWire(message),
    type: 'message/default',
    content: isRetracted ? '此消息已撤回' : content,
    payload: isRetracted ? {} : payloadWire(message),
    mentions: mentionsMe && !isRetracted ? [idOf('person', 'me')] : [],
    reactions: reactionsWire(message.reactions),
    ...(message.isEdited ? { editedAt: updatedAt } : {}),
    ...(isRetracted ? { retractedAt: updatedAt } : {}),
    createdAt: time(message.createdAtMs),
    updatedAt,
    ...(extended ? { rev: message.rev } : {}),
  }
}
