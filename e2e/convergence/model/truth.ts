import type { Manner } from './manner.ts'
import { idOf, serverOf, servers, type Person, type Place, type ServerName } from './names.ts'
import {
  channelWire,
  groupWire,
  messageWire,
  serverWire,
  START_MS,
  type Naming,
  type TruthGroup,
  type TruthMessage,
  type Wire,
} from './wire.ts'

/** Something that is told, and to whom. */
export interface Told {
  readonly event: string
  readonly payload: unknown
  readonly to: (person: Person) => boolean
}

interface Written {
  readonly author: Person
  readonly content: string
  readonly nonce?: string | undefined
}

const inOrder = (a: TruthMessage, b: TruthMessage): number => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1)

const onlyMe = (person: Person): boolean => person === 'me'

/**
 * What a gateway holds and says, as small as it can be and still have everything a client's store can go wrong with. It
 * shares no code with the store: it is what the store is judged by. Ids, times and order follow from the steps alone.
 */
export class Truth {
  readonly manner: Manner
  readonly messages: TruthMessage[] = []
  readonly memberOf = new Set<ServerName>(servers)
  readonly #names = new Map<Place, Naming>()
  readonly #serverNames = new Map<ServerName, Naming>()
  #groups: readonly TruthGroup[] = []
  #grouped = 0
  readonly lastRead = new Map<Place, string>()
  /** Previews that are still to come, each with the message as it was. */
  readonly previews: { readonly message: TruthMessage; readonly before: object }[] = []
  readonly #hidden = new Set<Place>()
  readonly #tell: (told: Told) => void
  readonly #wires = new Map<TruthMessage, { readonly ofRev: number; readonly wire: Wire }>()
  readonly #byNonce = new Map<string, TruthMessage>()
  #writes = 0

  constructor(manner: Manner, tell: (told: Told) => void) {
    this.manner = manner
    this.#tell = tell
  }

  /** The gateway's time: it goes on with each write, or with each few of them. */
  #now(): number {
    this.#writes += 1
    return START_MS + Math.floor(this.#writes / this.manner.writesPerMs) + 1000 * Math.floor(this.#writes / 7)
  }

  maySee(person: Person, place: Place): boolean {
    const server = serverOf(place)
    if (person !== 'me' || server === undefined) return true
    return this.memberOf.has(server) && !this.#hidden.has(place)
  }

  /** In the one order there is. */
  of(place: Place): readonly TruthMessage[] {
    return this.messages.filter((message) => message.place === place).toSorted(inOrder)
  }

  /** The same object until the message changes: it is asked for far more often than that. */
  wire(message: TruthMessage): Wire {
    const known = this.#wires.get(message)
    if (known?.ofRev === message.rev) return known.wire
    const wire = messageWire(message, this.manner.extended)
    this.#wires.set(message, { ofRev: message.rev, wire })
    return wire
  }

  #announce(event: string, message: TruthMessage, payload: object = this.wire(message)): void {
    this.#tell({ event, payload, to: (person) => this.maySee(person, message.place) })
  }

  create(place: Place, { author, content, nonce }: Written): TruthMessage {
    const key = nonce === undefined ? undefined : `${author} ${place} ${nonce}`
    const known = key === undefined || !this.manner.extended ? undefined : this.#byNonce.get(key)
    if (known !== undefined) return known
    const atMs = this.#now()
    const seconds = Math.floor(atMs / 1000).toString(16)
    const count = (this.messages.length + 1).toString(16)
    const message: TruthMessage = {
      id: seconds.padStart(8, '0') + count.padStart(16, '0'),
      place,
      author,
      createdAtMs: atMs,
      updatedAtMs: atMs,
      rev: 1,
      nonce,
      sentAs: content,
      content,
      mentionsMe: content.includes('@me'),
      callsItself: content.includes('hook') ? 'Hook' : undefined,
      isEdited: false,
      isRetracted: false,
      embed: undefined,
      reactions: new Map(),
    }
    this.messages.push(message)
    if (key !== undefined) this.#byNonce.set(key, message)
    this.#announce('MESSAGE_CREATE', message)
    if (content.includes('link')) this.previews.push({ message, before: this.wire(message) })
    return message
  }

  #change(message: TruthMessage, event: string, how: () => void): void {
    how()
    message.updatedAtMs = this.#now()
    message.rev += 1
    this.#announce(event, message)
  }

  edit(message: TruthMessage, content: string): void {
    this.#change(message, 'MESSAGE_UPDATE', () => {
      message.content = content
      message.isEdited = true
    })
  }

  retract(message: TruthMessage): void {
    if (message.isRetracted) return
    this.#change(message, 'MESSAGE_UPDATE', () => {
      message.isRetracted = true
      message.reactions.clear()
    })
  }

  react(message: TruthMessage, person: Person, emoji: string): void {
    if (message.reactions.get(person) === emoji) return
    this.#change(message, 'MESSAGE_REACTION_ADD', () => message.reactions.set(person, emoji))
  }

  /** False where nobody has reacted like this. That somebody else has is good enough for a yes. */
  unreact(message: TruthMessage, person: Person, emoji: string): boolean {
    if (![...message.reactions.values()].includes(emoji)) return false
    this.#change(message, 'MESSAGE_REACTION_REMOVE', () => {
      if (message.reactions.get(person) === emoji) message.reactions.delete(person)
    })
    return true
  }

  /** The next preview is there. */
  preview(index: number): void {
    const [job] = this.previews.splice(index, 1)
    if (job === undefined) return
    const { message, before } = job
    if (!this.manner.staleEmbeds && (message.isRetracted || message.isEdited)) return
    message.embed = 'card'
    message.updatedAtMs = this.#now()
    message.rev += 1
    // A name of its own stands in the payload, and goes with it.
    const { payload, updatedAt, authorId } = this.wire(message)
    this.#announce(
      'MESSAGE_UPDATE',
      message,
      this.manner.staleEmbeds ? { ...before, payload, updatedAt, authorId } : this.wire(message),
    )
  }

  /** Whether that changed anything. */
  hide(place: Place, isHidden: boolean): boolean {
    const server = serverOf(place)
    if (server === undefined || this.#hidden.has(place) === isHidden) return false
    if (isHidden) this.#hidden.add(place)
    else this.#hidden.delete(place)
    const told = { serverId: idOf('server', server), channelId: idOf('place', place) }
    const to = (): boolean => this.memberOf.has(server)
    this.#tell({ event: 'PERMISSIONS_UPDATE', payload: told, to })
    if (this.manner.loudChannels)
      this.#tell({ event: 'CHANNEL_UPDATE', payload: channelWire(place, this.nameOf(place)), to })
    return true
  }

  nameOf(place: Place): Naming {
    return this.#names.get(place) ?? { name: place, changes: 0 }
  }

  rename(place: Place, name: string): void {
    const server = serverOf(place)
    if (server === undefined) return
    const naming = { name, changes: this.nameOf(place).changes + 1 }
    this.#names.set(place, naming)
    const to = (person: Person): boolean =>
      this.maySee(person, place) || (this.manner.loudChannels && this.memberOf.has(server))
    this.#tell({ event: 'CHANNEL_UPDATE', payload: channelWire(place, naming), to })
  }

  nameOfServer(server: ServerName): Naming {
    return this.#serverNames.get(server) ?? { name: server, changes: 0 }
  }

  #tellMembers(server: ServerName, event: string, payload: unknown): void {
    this.#tell({ event, payload, to: () => this.memberOf.has(server) })
  }

  renameServer(server: ServerName, name: string): void {
    const naming = { name, changes: this.nameOfServer(server).changes + 1 }
    this.#serverNames.set(server, naming)
    this.#tellMembers(server, 'SERVER_UPDATE', serverWire(server, naming))
  }

  groupsOf(server: ServerName): readonly TruthGroup[] {
    return this.#groups.filter((group) => group.server === server)
  }

  /** A new group, or another name for the one there is. */
  group(server: ServerName, name: string): void {
    const known = this.groupsOf(server)[0]
    this.#grouped += known === undefined ? 1 : 0
    const id = known?.id ?? idOf('group', `${server} ${this.#grouped}`)
    const group = { id, server, name, changes: (known?.changes ?? 0) + 1 }
    this.#groups = [...this.#groups.filter((each) => each !== known), group]
    this.#tellMembers(server, 'CATEGORY_UPDATE', groupWire(group))
  }

  ungroup(server: ServerName): void {
    const known = this.groupsOf(server)[0]
    if (known === undefined) return
    this.#groups = this.#groups.filter((each) => each !== known)
    this.#tellMembers(server, 'CATEGORY_DELETE', { categoryId: known.id })
  }

  kick(server: ServerName): void {
    if (!this.memberOf.has(server)) return
    this.#tell({ event: 'SERVER_KICK', payload: { serverId: idOf('server', server) }, to: onlyMe })
    this.memberOf.delete(server)
  }

  rejoin(server: ServerName): void {
    if (this.memberOf.has(server)) return
    this.memberOf.add(server)
    const joined = { serverId: idOf('server', server), userId: idOf('person', 'me') }
    this.#tell({ event: 'MEMBER_JOIN', payload: joined, to: () => true })
  }

  /** Never back. */
  read(place: Place, messageId: string): void {
    if (messageId <= (this.lastRead.get(place) ?? '')) return
    this.lastRead.set(place, messageId)
    if (!this.manner.extended) return
    const mark = { channelId: idOf('place', place), lastReadMessageId: messageId }
    this.#tell({ event: 'READ_STATE_UPDATE', payload: mark, to: onlyMe })
  }
}
