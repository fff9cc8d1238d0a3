import type { Socket } from 'socket.io'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Places } from '../access/visible-channels.ts'
import { openDatabase, type Database } from '../database/open-database.ts'
import { createConnectedSockets } from './connected-sockets.ts'
import { createLocalRooms } from './local-rooms.ts'
import { createRooms, roomsAt, type Rooms } from './rooms.ts'

const AT = '2027-01-01T00:00:00.000Z'
const times = { createdAt: AT, updatedAt: AT }
const id = (letter: string): string => letter.repeat(24)
const [ALICE, BOB, HOME, EVERYONE, GENERAL, SECRET, DIRECT] = ['a', 'b', '1', '2', '3', '4', '5'].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
]

let database: Database

async function insertWorld(): Promise<void> {
  await database.write(async (writer) => {
    const user = { passwordHash: null, avatar: null, isBot: 0, credentialVersion: 1, discriminator: '0001', ...times }
    await writer
      .insertInto('user')
      .values([ALICE, BOB].map((who) => ({ ...user, id: who, email: who, username: who })))
      .execute()
    await writer
      .insertInto('server')
      .values({ id: HOME, name: 'Home', avatar: null, everyoneRoleId: EVERYONE, ...times })
      .execute()
    const role = { serverId: HOME, permissions: '[]', color: '', position: 0, isDefault: 1, ...times }
    await writer
      .insertInto('role')
      .values({ ...role, id: EVERYONE, name: '@everyone' })
      .execute()
    const member = { serverId: HOME, roleIds: JSON.stringify([EVERYONE]), notificationLevel: '', ...times }
    await writer
      .insertInto('member')
      .values([
        { ...member, id: id('8'), userId: ALICE, isOwner: 1 },
        { ...member, id: id('9'), userId: BOB, isOwner: 0 },
      ])
      .execute()
    const channel = { topic: null, url: null, categoryId: null, position: null, ...times }
    await writer
      .insertInto('channel')
      .values([
        { ...channel, id: GENERAL, type: 'GUILD_TEXT', serverId: HOME, name: 'general', directKey: null },
        { ...channel, id: SECRET, type: 'GUILD_TEXT', serverId: HOME, name: 'secret', directKey: null },
        { ...channel, id: DIRECT, type: 'DM', serverId: null, name: null, directKey: 'both' },
      ])
      .execute()
    await writer
      .insertInto('recipient')
      .values([ALICE, BOB].map((userId) => ({ channelId: DIRECT, userId })))
      .execute()
    return { result: undefined }
  })
}

const hideSecret = (): Promise<unknown> =>
  database.write(async (writer) => ({
    result: await writer
      .insertInto('permissionOverride')
      .values({ channelId: SECRET, targetType: 'role', targetId: EVERYONE, allow: '[]', deny: '["VIEW_CHANNEL"]' })
      .execute(),
  }))

/** The part of a socket that rooms touch. */
function fakeSocket(): { socket: Socket; rooms: Set<string> } {
  const rooms = new Set<string>()
  const socket = {
    join: (wanted: string[]) => {
      for (const room of wanted) rooms.add(room)
    },
    leave: (room: string) => rooms.delete(room),
  }
  return { socket: socket as unknown as Socket, rooms }
}

interface Setting {
  readonly rooms: Rooms
  /** A socket of somebody, in the rooms of these places; without places it is still on its way in. */
  readonly connect: (user: string, places?: Places) => ReadonlySet<string>
}

function setUp(): Setting {
  const sockets = createConnectedSockets()
  const moves = createLocalRooms(sockets)
  return {
    rooms: createRooms(moves),
    connect: (user, places) => {
      const { socket, rooms } = fakeSocket()
      sockets.add(socket, user, 'session')
      if (places !== undefined) moves.enter(socket, roomsAt(user, places))
      return rooms
    },
  }
}

const nowhere: Places = { direct: new Set(), servers: new Map() }
const everywhere: Places = { direct: new Set([DIRECT]), servers: new Map([[HOME, new Set([GENERAL, SECRET])]]) }

beforeEach(async () => {
  database = await openDatabase(undefined)
  await insertWorld()
})

afterEach(() => database.close())

test('[ROOM1] a fresh socket enters its own room, its direct messages, its servers and what it can view there', () => {
  const places = { direct: new Set([DIRECT]), servers: new Map([[HOME, new Set([GENERAL])]]) }
  expect(setUp().connect(BOB, places)).toEqual(new Set([BOB, DIRECT, HOME, GENERAL]))
})

test('[ROOM2] a plan is what is true when it is worked out, and moves nobody before it is applied', async () => {
  const { rooms, connect } = setUp()
  const joined = connect(BOB, nowhere)
  const plan = await rooms.plan(database.reader, [BOB])
  expect(joined).toEqual(new Set([BOB]))
  plan.apply()
  expect(joined).toEqual(new Set([BOB, DIRECT, HOME, GENERAL, SECRET]))
})

test('[ROOM4] a channel that is hidden is left by everybody who can no longer view it, and by nobody else', async () => {
  const { rooms, connect } = setUp()
  const [owner, member] = [connect(ALICE, everywhere), connect(BOB, everywhere)]
  await hideSecret()
  const plan = await rooms.planServer(database.reader, HOME)
  plan.apply()
  expect(owner).toEqual(new Set([ALICE, DIRECT, HOME, GENERAL, SECRET]))
  expect(member).toEqual(new Set([BOB, DIRECT, HOME, GENERAL]))
})

test('[ROOM1] whoever leaves a server leaves all of its rooms, and keeps the others', async () => {
  const { rooms, connect } = setUp()
  const joined = connect(BOB, everywhere)
  await database.write(async (writer) => ({
    result: await writer.deleteFrom('member').where('userId', '=', BOB).execute(),
  }))
  const [gone, all] = [await rooms.planServer(database.reader, HOME), await rooms.plan(database.reader, [BOB])]
  gone.apply()
  expect(joined).toEqual(new Set([BOB, DIRECT]))
  all.apply()
  expect(joined).toEqual(new Set([BOB, DIRECT]))
})

test('[ROOM1] a socket on its way in is not moved: it reads its places when its own turn comes', async () => {
  const { rooms, connect } = setUp()
  const joined = connect(BOB)
  const plan = await rooms.plan(database.reader, [BOB])
  plan.apply()
  expect(joined).toEqual(new Set())
})

test('[ROOM1] in a server that has lost the role of everybody its members hear the server and no channel', async () => {
  const { rooms, connect } = setUp()
  const [owner, member] = [connect(ALICE, everywhere), connect(BOB, everywhere)]
  await database.write(async (writer) => ({
    result: await writer.deleteFrom('role').where('id', '=', EVERYONE).execute(),
  }))
  const plan = await rooms.planServer(database.reader, HOME)
  plan.apply()
  expect(owner).toEqual(new Set([ALICE, DIRECT, HOME]))
  expect(member).toEqual(new Set([BOB, DIRECT, HOME]))
})
