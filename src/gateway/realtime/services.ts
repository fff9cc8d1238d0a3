import { accountsByService } from '../access/bots.ts'
import type { Clock } from '../clock.ts'
import type { Database, Reader } from '../database/open-database.ts'
import { keepService } from '../database/upserts.ts'
import { isoTime } from '../new-id.ts'
import type { UserId } from '#shared/models/ids.ts'
import type { Contain } from './contain.ts'
import type { Presence } from './live-state.ts'
import type { Publish } from './publish.ts'
import { EVERYBODY } from './room-names.ts'
import type { RoomPlan } from './rooms.ts'

/** The services of bots that are connected, and the bots that are online by them (GW-10.2, 10.4). */
export interface Services {
  /** One more connection of a service; the answer takes it away again. */
  readonly come: (serviceType: string) => () => void
  readonly connectionsOf: (serviceType: string) => number
  /** Which bots are online by these services now: planned in the transaction that may change it, as rooms are. */
  readonly plan: (reader: Reader, serviceTypes: readonly string[]) => Promise<RoomPlan>
}

interface ServicesOptions {
  readonly clock: Clock
  readonly database: Database
  readonly contain: Contain
  readonly presence: Presence
  readonly publish: Publish
  readonly onFailure: (error: unknown) => void
}

const NOBODY: ReadonlySet<UserId> = new Set()

const NO_TEXTS = { icon: '', description: '', configTemplate: '' }

const without = (users = NOBODY, others = NOBODY): ReadonlySet<UserId> =>
  new Set([...users].filter((user) => !others.has(user)))

/**
 * A bot has at most one reason to be online from its service, however many connections that has: whether it has one is
 * worked out anew whenever a connection comes or goes and whenever a bot changes, always in turns of the database, so that
 * no two answers overtake each other. What goes is taken away at once.
 */
export function createServices(options: ServicesOptions): Services {
  const { clock, database, contain, presence, publish, onFailure } = options
  const connections = new Map<string, number>()
  const represented = new Map<string, ReadonlySet<UserId>>()

  const connectionsOf = (serviceType: string): number => connections.get(serviceType) ?? 0

  function count(serviceType: string, step: 1 | -1): void {
    const next = connectionsOf(serviceType) + step
    if (next === 0) connections.delete(serviceType)
    else connections.set(serviceType, next)
  }

  function appear(user: UserId): void {
    if (presence.arrive(user)) publish.broadcast('PRESENCE_UPDATE', EVERYBODY, { userId: user, status: 'online' })
  }

  /** Whoever comes comes first: a bot that moves from one running service to another is online all the while. */
  function represent(wanted: ReadonlyMap<string, ReadonlySet<UserId>>): void {
    const before = [...wanted.keys()].map((type) => [type, represented.get(type) ?? NOBODY] as const)
    for (const [type, present] of before) for (const user of without(wanted.get(type), present)) appear(user)
    for (const [type, present] of before) for (const user of without(present, wanted.get(type))) presence.leave(user, 0)
    for (const [type, users] of wanted) {
      if (users.size === 0) represented.delete(type)
      else represented.set(type, users)
    }
  }

  async function plan(reader: Reader, serviceTypes: readonly string[]): Promise<RoomPlan> {
    const accounts = await accountsByService(reader, serviceTypes)
    const usersOf = (type: string): ReadonlySet<UserId> =>
      connectionsOf(type) === 0 ? NOBODY : new Set(accounts.get(type))
    return {
      apply: () => {
        represent(new Map(serviceTypes.map((type) => [type, usersOf(type)])))
      },
    }
  }

  /** A service that nobody has registered is known by coming (GW-10.2). */
  function makeKnown(serviceType: string): Promise<undefined> {
    return database.write(async (writer) => {
      const at = isoTime(clock.now())
      await keepService(writer, { serviceType, serverName: serviceType, ...NO_TEXTS, createdAt: at, updatedAt: at })
      return { result: undefined }
    })
  }

  async function settleIn(serviceType: string): Promise<void> {
    // Where nothing can be stored the bots are online all the same.
    await makeKnown(serviceType).catch(onFailure)
    await database.settle(async (reader) => {
      const { apply } = await plan(reader, [serviceType])
      apply()
    })
  }

  return {
    connectionsOf,
    plan,
    come: (serviceType) => {
      count(serviceType, 1)
      contain(settleIn)(serviceType)
      return () => {
        count(serviceType, -1)
        if (connectionsOf(serviceType) === 0) represent(new Map([[serviceType, NOBODY]]))
      }
    },
  }
}
