import * as fc from 'fast-check'
import type { Socket } from 'socket.io'
import { expect, test } from 'vitest'
import { parseTexts } from '../database/json-column.ts'
import { openDatabase, type Database, type Reader, type Writer } from '../database/open-database.ts'
import { placesOf } from '../access/visible-channels.ts'
import { assertNever } from '#shared/assert-never.ts'
import { roleId, userId } from '#shared/models/ids.ts'
import { channelPermissions, permissionOverride, type MemberGrants } from '#shared/models/permissions.ts'
import { createConnectedSockets } from './connected-sockets.ts'
import { createLocalRooms } from './local-rooms.ts'
import { createRooms, roomsAt, type RoomPlan, type Rooms } from './rooms.ts'

const AT = '2027-01-01T00:00:00.000Z'
const times = { createdAt: AT, updatedAt: AT }
const idOf = (kind: number, number: number): string => `${kind}${number}`.padStart(24, '0')
const PEOPLE = [0, 1, 2, 3].map((number) => idOf(1, number))
const SERVERS = [0, 1].map((number) => idOf(2, number))
const everyoneOf = (server: string): string => `e${server.slice(1)}`
const roleOf = (server: string, number: number): string => `${number}${server.slice(1)}`
const channelOf = (server: string, number: number): string => `c${number}${server.slice(2)}`

type Change = (writer: Writer) => Promise<unknown>

/** A change, and whom the service that makes it plans for. */
interface Operation {
  readonly change: Change
  readonly plan: (rooms: Rooms, writer: Writer) => Promise<RoomPlan>
}

type Step =
  | { readonly kind: 'override'; server: number; channel: number; target: number; deny: boolean }
  | { readonly kind: 'clear'; server: number; channel: number }
  | { readonly kind: 'roles'; server: number; person: number; roles: readonly number[] }
  | { readonly kind: 'administrator'; server: number; role: number; granted: boolean }
  | { readonly kind: 'join' | 'leave'; server: number; person: number }
  | { readonly kind: 'channel' | 'no channel'; server: number; channel: number }
  | { readonly kind: 'direct'; person: number; other: number }
  | { readonly kind: 'connect' | 'disconnect'; person: number }

type Coming = Extract<Step, { kind: 'connect' | 'disconnect' }>
type Write = Exclude<Step, Coming>
const isComing = (next: Step): next is Coming => next.kind === 'connect' || next.kind === 'disconnect'

const small = fc.nat({ max: 3 })
const server = fc.nat({ max: 1 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('override' as const),
    server,
    channel: small,
    target: fc.nat({ max: 6 }),
    deny: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('clear' as const), server, channel: small }),
  fc.record({
    kind: fc.constant('roles' as const),
    server,
    person: small,
    roles: fc.subarray([1, 2]),
  }),
  fc.record({
    kind: fc.constant('administrator' as const),
    server,
    role: fc.integer({ min: 1, max: 2 }),
    granted: fc.boolean(),
  }),
  fc.record({ kind: fc.constantFrom('join' as const, 'leave' as const), server, person: small }),
  fc.record({ kind: fc.constantFrom('channel' as const, 'no channel' as const), server, channel: small }),
  fc.record({ kind: fc.constant('direct' as const), person: small, other: small }),
  fc.record({ kind: fc.constantFrom('connect' as const, 'connect' as const, 'disconnect' as const), person: small }),
)

/** Steps, each with how many turns of the event loop pass before the next one begins: none, and all of them overlap. */
const script = fc.array(fc.record({ step, pause: fc.nat({ max: 3 }) }), { minLength: 8, maxLength: 60 })

async function insertWorld(database: Database): Promise<void> {
  await database.write(async (writer) => {
    const user = { passwordHash: null, avatar: null, isBot: 0, credentialVersion: 1, discriminator: '0001', ...times }
    await writer
      .insertInto('user')
      .values(PEOPLE.map((id) => ({ ...user, id, email: id, username: id })))
      .execute()
    for (const id of SERVERS) {
      await writer
        .insertInto('server')
        .values({ id, name: id, avatar: null, everyoneRoleId: everyoneOf(id), ...times })
        .execute()
      const role = { serverId: id, color: '', permissions: '[]', ...times }
      await writer
        .insertInto('role')
        .values([
          { ...role, id: everyoneOf(id), name: '@everyone', position: 0, isDefault: 1 },
          { ...role, id: roleOf(id, 1), name: 'one', position: 1, isDefault: 0 },
          { ...role, id: roleOf(id, 2), name: 'two', position: 2, isDefault: 0 },
        ])
        .execute()
      for (const [index, person] of PEOPLE.entries()) await insertMember(writer, id, person, index === 0 ? 1 : 0)
      for (const number of [0, 1, 2]) await insertChannel(writer, id, number)
    }
    return { result: undefined }
  })
}

// oxlint-disable-next-line max-params -- a row in the order of its columns
const insertMember = (writer: Writer, serverId: string, user: string, isOwner: 0 | 1): Promise<unknown> =>
  writer
    .insertInto('member')
    .values({
      id: `${serverId.slice(12)}${user.slice(12)}`,
      serverId,
      userId: user,
      roleIds: JSON.stringify([everyoneOf(serverId)]),
      isOwner,
      notificationLevel: '',
      ...times,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

const insertChannel = (writer: Writer, serverId: string, number: number): Promise<unknown> =>
  writer
    .insertInto('channel')
    .values({
      id: channelOf(serverId, number),
      type: 'GUILD_TEXT',
      serverId,
      name: 'x',
      topic: null,
      url: null,
      categoryId: null,
      position: null,
      directKey: null,
      ...times,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

async function openDirect(writer: Writer, one: string, other: string): Promise<void> {
  const [low = '', high = ''] = [one, other].toSorted()
  const id = `d${low.slice(13)}${high.slice(12)}`
  const channel = { id, type: 'DM' as const, serverId: null, name: null, topic: null, url: null, categoryId: null }
  await writer
    .insertInto('channel')
    .values({ ...channel, position: null, directKey: id, ...times })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await writer
    .insertInto('recipient')
    .values([low, high].map((who) => ({ channelId: id, userId: who })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const pick = (list: readonly string[], index: number): string => list[index] ?? ''

/** Everyone, two roles, four people: whom an override is for. */
function targetOf(serverId: string, target: number): { targetType: 'role' | 'member'; targetId: string } {
  if (target === 0) return { targetType: 'role', targetId: everyoneOf(serverId) }
  if (target < 3) return { targetType: 'role', targetId: roleOf(serverId, target) }
  return { targetType: 'member', targetId: pick(PEOPLE, target - 3) }
}

async function setOverride(writer: Writer, next: Extract<Step, { kind: 'override' }>): Promise<void> {
  const serverId = pick(SERVERS, next.server)
  const channelId = channelOf(serverId, next.channel)
  const known = await writer.selectFrom('channel').select('id').where('id', '=', channelId).executeTakeFirst()
  if (known === undefined) return
  const words = '["VIEW_CHANNEL"]'
  await writer
    .insertInto('permissionOverride')
    .values({
      channelId,
      ...targetOf(serverId, next.target),
      allow: next.deny ? '[]' : words,
      deny: next.deny ? words : '[]',
    })
    .onConflict((conflict) =>
      conflict
        .columns(['channelId', 'targetType', 'targetId'])
        .doUpdateSet({ allow: next.deny ? '[]' : words, deny: next.deny ? words : '[]' }),
    )
    .execute()
}

function changeOf(next: Write): Change {
  switch (next.kind) {
    case 'override':
      return (writer) => setOverride(writer, next)
    case 'clear':
      return (writer) =>
        writer
          .deleteFrom('permissionOverride')
          .where('channelId', '=', channelOf(pick(SERVERS, next.server), next.channel))
          .execute()
    case 'roles':
      return (writer) => {
        const serverId = pick(SERVERS, next.server)
        const roles = next.roles.map((number) => roleOf(serverId, number))
        return writer
          .updateTable('member')
          .set({ roleIds: JSON.stringify([everyoneOf(serverId), ...roles]) })
          .where('serverId', '=', serverId)
          .where('userId', '=', pick(PEOPLE, next.person))
          .execute()
      }
    case 'administrator':
      return (writer) =>
        writer
          .updateTable('role')
          .set({ permissions: next.granted ? '["ADMINISTRATOR"]' : '[]' })
          .where('id', '=', roleOf(pick(SERVERS, next.server), next.role))
          .execute()
    case 'join':
      return (writer) => insertMember(writer, pick(SERVERS, next.server), pick(PEOPLE, next.person), 0)
    case 'leave':
      return (writer) =>
        writer
          .deleteFrom('member')
          .where('serverId', '=', pick(SERVERS, next.server))
          .where('userId', '=', pick(PEOPLE, next.person))
          .execute()
    case 'channel':
      return (writer) => insertChannel(writer, pick(SERVERS, next.server), next.channel)
    case 'no channel':
      return (writer) =>
        writer
          .deleteFrom('channel')
          .where('id', '=', channelOf(pick(SERVERS, next.server), next.channel))
          .execute()
    case 'direct':
      return (writer) => openDirect(writer, pick(PEOPLE, next.person), pick(PEOPLE, next.other))
    default:
      return assertNever(next)
  }
}

/** As the services plan: for people who come and go, else for the whole server. */
function operationOf(next: Write): Operation {
  const change = changeOf(next)
  if (next.kind === 'direct') {
    const both = [pick(PEOPLE, next.person), pick(PEOPLE, next.other)]
    return { change, plan: (rooms, writer) => rooms.plan(writer, both) }
  }
  if (next.kind === 'join' || next.kind === 'leave' || next.kind === 'roles') {
    return { change, plan: (rooms, writer) => rooms.plan(writer, [pick(PEOPLE, next.person)]) }
  }
  return { change, plan: (rooms, writer) => rooms.planServer(writer, pick(SERVERS, next.server)) }
}

/** Where everybody belongs, row by row and member by member: shares nothing with the code under test but the rule itself. */
async function truth(reader: Reader): Promise<Map<string, Set<string>>> {
  const rooms = new Map(PEOPLE.map((user) => [user, new Set([user])]))
  for (const row of await reader.selectFrom('recipient').selectAll().execute())
    rooms.get(row.userId)?.add(row.channelId)
  const servers = new Map((await reader.selectFrom('server').selectAll().execute()).map((row) => [row.id, row]))
  const roles = await reader.selectFrom('role').selectAll().execute()
  const channels = await reader.selectFrom('channel').selectAll().where('serverId', 'is not', null).execute()
  const overrides = await reader.selectFrom('permissionOverride').selectAll().execute()
  for (const member of await reader.selectFrom('member').selectAll().execute()) {
    const grants: MemberGrants = {
      userId: userId.parse(member.userId),
      isOwner: member.isOwner === 1,
      everyoneRoleId: roleId.parse(servers.get(member.serverId)?.everyoneRoleId),
      roleIds: parseTexts(member.roleIds),
      roles: roles
        .filter((role) => role.serverId === member.serverId)
        .map((role) => ({ _id: role.id, permissions: parseTexts(role.permissions), position: role.position })),
    }
    rooms.get(member.userId)?.add(member.serverId)
    for (const channel of channels.filter(({ serverId }) => serverId === member.serverId)) {
      const own = overrides
        .filter(({ channelId }) => channelId === channel.id)
        .map(({ allow, deny, ...rest }) =>
          permissionOverride.parse({ ...rest, allow: JSON.parse(allow), deny: JSON.parse(deny) }),
        )
      if (channelPermissions(grants, own).has('VIEW_CHANNEL')) rooms.get(member.userId)?.add(channel.id)
    }
  }
  return rooms
}

interface FakeSocket {
  readonly user: string
  readonly socket: Socket
  readonly rooms: Set<string>
  connected: boolean
  entered: boolean
}

function fakeSocket(user: string): FakeSocket {
  const rooms = new Set<string>()
  const socket = {
    join: (wanted: string[]) => {
      for (const room of wanted) rooms.add(room)
    },
    leave: (room: string) => rooms.delete(room),
  } as unknown as Socket
  return { user, socket, rooms, connected: true, entered: false }
}

/** Runs a script with everything in it under way at once, and looks at every socket after every commit. */
async function run(steps: readonly { readonly step: Step; readonly pause: number }[]): Promise<void> {
  const database = await openDatabase(undefined)
  await insertWorld(database)
  const sockets = createConnectedSockets()
  const moves = createLocalRooms(sockets)
  const rooms = createRooms(moves)
  const live = new Set<FakeSocket>()
  const started: Promise<unknown>[] = []

  /** Whoever waits for all of it in the end gets the failure. */
  function keep(work: Promise<unknown>): void {
    work.catch(() => undefined)
    started.push(work)
  }

  function look(wanted: ReadonlyMap<string, ReadonlySet<string>>): void {
    for (const each of live) if (each.entered) expect(each.rooms).toEqual(wanted.get(each.user))
  }

  function connect(user: string): void {
    const each = fakeSocket(user)
    live.add(each)
    sockets.add(each.socket, user, 'session')
    const entering = database.settle(async (reader) => {
      const places = await placesOf(reader, user)
      const wanted = await truth(reader)
      if (!each.connected) return
      moves.enter(each.socket, roomsAt(user, places))
      each.entered = true
      look(wanted)
    })
    keep(entering)
  }

  function disconnect(user: string): void {
    const each = [...live].find((one) => one.user === user)
    if (each === undefined) return
    each.connected = false
    live.delete(each)
    sockets.remove(each.socket)
  }

  const write = ({ change, plan }: Operation): Promise<void> =>
    database.write(async (writer) => {
      await change(writer)
      const planned = await plan(rooms, writer)
      const wanted = await truth(writer)
      const announce = (): void => {
        planned.apply()
        look(wanted)
      }
      return { result: undefined, announce }
    })

  function begin(next: Step): void {
    if (!isComing(next)) keep(write(operationOf(next)))
    else if (next.kind === 'connect') connect(pick(PEOPLE, next.person))
    else disconnect(pick(PEOPLE, next.person))
  }

  for (const person of [...PEOPLE, ...PEOPLE]) connect(person)
  for (const { step: next, pause } of steps) {
    begin(next)
    for (let turn = 0; turn < pause; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all(started)
  look(await truth(database.reader))
  await database.close()
}

test('[ROOM2] whatever overlaps, after every commit every socket stands exactly where its user belongs', async () => {
  await fc.assert(fc.asyncProperty(script, run), { numRuns: 100 })
})
