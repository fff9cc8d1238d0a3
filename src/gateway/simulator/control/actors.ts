import type { ActorState } from '#shared/simulator/control.ts'
import type { ActorConnection } from '../actors/actor-connection.ts'
import { ActorGone } from '../actors/actor-gone.ts'
import type { Simulation } from '../simulation.ts'
import { Refusal } from './refusal.ts'

/** People of one gateway whose sockets this process holds, for whoever has none of their own. */
export interface Actors {
  readonly list: () => readonly ActorState[]
  /** @throws UnknownNameError, Refusal where they are not let in */
  readonly add: (user: string) => Promise<ActorState>
  /** @throws Refusal */
  readonly emit: (id: string, packet: Packet) => Promise<void>
  /** @throws Refusal */
  readonly remove: (id: string) => Promise<void>
  readonly close: () => void
}

interface Packet {
  readonly event: string
  readonly data?: unknown
}

interface Standing {
  readonly user: string
  readonly connection: ActorConnection
}

const LIMIT = 200

/** What it hears stands in the journal. */
const forget = (): void => undefined

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function begin(simulation: Simulation, name: string): Promise<Standing> {
  const { gateway, names } = simulation
  await names.learnPeople(gateway.parts)
  const id = names.personId(name)
  const user = names.of(id)
  const { createActorConnection } = await import('../actors/actor-connection.ts')
  const token = async (): Promise<string> => (await gateway.parts.sessions.begin(id, false)).accessToken
  const connection = createActorConnection({ simulation, user, hear: forget, token })
  try {
    await connection.come()
  } catch (error) {
    connection.close()
    throw new Refusal(409, reasonOf(error))
  }
  return { user, connection }
}

export function createActors(simulation: Simulation): Actors {
  const standing = new Map<string, Standing>()
  let made = 0
  let coming = 0
  let closed = false

  const show = ([id, { user, connection }]: readonly [string, Standing]): ActorState => ({
    id,
    user,
    socket: connection.name(),
    connected: connection.id() !== undefined,
  })

  function find(id: string): Standing {
    const one = standing.get(id)
    if (one === undefined) throw new Refusal(404, 'There is no such actor')
    return one
  }

  async function add(user: string): Promise<ActorState> {
    if (standing.size + coming >= LIMIT) throw new Refusal(429, `There are ${LIMIT} actors already: let some go`)
    coming += 1
    try {
      const one = await begin(simulation, user)
      // The gateway may have been stopped meanwhile.
      if (closed) one.connection.close()
      made += 1
      const id = `actor-${made}`
      standing.set(id, one)
      return show([id, one])
    } finally {
      coming -= 1
    }
  }

  return {
    list: () => [...standing].map(show),
    add,
    emit: async (id, { event, data }) => {
      const { connection } = find(id)
      await connection.emit(event, data).catch((error: unknown) => {
        throw error instanceof ActorGone ? new Refusal(409, error.message) : error
      })
    },
    remove: async (id) => {
      const { connection } = find(id)
      standing.delete(id)
      await connection.end('leave')
      connection.close()
    },
    close: () => {
      closed = true
      for (const { connection } of standing.values()) connection.close()
      standing.clear()
    },
  }
}
