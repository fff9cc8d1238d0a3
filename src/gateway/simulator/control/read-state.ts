import type { Socket } from 'socket.io'
import type { PersonState, RoomState, SimulatorState, SocketState } from '#shared/simulator/control.ts'
import type { Simulation } from '../simulation.ts'
import type { Running } from './simulation-host.ts'

/** The sockets of people by the names they have in the journal. */
export function socketsOf({ gateway, watched }: Simulation): ReadonlyMap<string, Socket> {
  const sockets = [...gateway.parts.realtime.sockets.all()]
  return new Map(sockets.map((socket) => [watched.names.of(socket).socket, socket] as const))
}

export function readSockets(simulation: Simulation): SocketState[] {
  const { watched } = simulation
  return [...socketsOf(simulation)].map(([name, socket]) => ({
    socket: name,
    user: watched.names.of(socket).user,
    // Its own room is no place.
    rooms: [...socket.rooms].filter((room) => room !== socket.id),
    waiting: watched.lineOf(socket).waiting(),
  }))
}

async function readPeople({ gateway, names }: Simulation, sockets: readonly SocketState[]): Promise<PersonState[]> {
  const { database, realtime } = gateway.parts
  const rows = await database.reader
    .selectFrom('user')
    .select(['id', 'username', 'isBot'])
    .orderBy('username')
    .execute()
  const online = new Set<string>(realtime.liveState.presence.online())
  return rows.map(({ id, username, isBot }) => {
    const name = names.of(id)
    const own = sockets.filter(({ user }) => user === name)
    return { name, id, username, isBot: isBot === 1, online: online.has(id), sockets: own }
  })
}

type Place = Pick<RoomState, 'name' | 'kind'>

async function readPlaces({ gateway, names }: Simulation): Promise<ReadonlyMap<string, Place>> {
  const { reader } = gateway.parts.database
  const servers = await reader.selectFrom('server').select(['id', 'name']).execute()
  const channels = await reader.selectFrom('channel').select(['id', 'name']).execute()
  const people = await reader.selectFrom('user').select('id').execute()
  return new Map<string, Place>([
    ...people.map(({ id }) => [id, { name: names.of(id), kind: 'person' }] as const),
    ...channels.map(({ id, name }) => [id, { name: name ?? names.of(id), kind: 'channel' }] as const),
    ...servers.map(({ id, name }) => [id, { name, kind: 'server' }] as const),
  ])
}

async function readRooms(simulation: Simulation, sockets: readonly SocketState[]): Promise<RoomState[]> {
  const places = await readPlaces(simulation)
  const counts = new Map<string, number>()
  for (const room of sockets.flatMap(({ rooms }) => rooms)) counts.set(room, (counts.get(room) ?? 0) + 1)
  return [...counts].map(([room, count]) => {
    const { name, kind } = places.get(room) ?? { name: room, kind: 'other' }
    return { room, name, kind, sockets: count }
  })
}

/** Everything there is to know at a glance. */
export async function readState({ simulation, run }: Running, version: string): Promise<SimulatorState> {
  const { gateway, scenario, seed, clock, journal, faults, names, referee } = simulation
  await names.learnPeople(gateway.parts)
  const sockets = readSockets(simulation)
  return {
    scenario,
    seed,
    run,
    url: gateway.url,
    webUrl: gateway.webUrl,
    instanceId: gateway.instanceId,
    version,
    pid: process.pid,
    clock: { now: clock.now(), running: clock.isRunning() },
    strict: referee !== undefined,
    steps: journal.length(),
    people: await readPeople(simulation, sockets),
    rooms: await readRooms(simulation, sockets),
    faults: [...faults.list()],
  }
}
