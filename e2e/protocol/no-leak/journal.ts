import { AsyncLocalStorage } from 'node:async_hooks'
import diagnostics from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import type { Commit, Database, Writer } from '#gateway/database/open-database.ts'
import type { GatewayParts } from '#gateway/gateway-parts.ts'
import type { Publish } from '#gateway/realtime/publish.ts'

export interface Published {
  readonly event: string
  readonly payload: unknown
  /** Where it was sent to, as the gateway named it. */
  readonly audience: unknown
}

/** One commit, or one moment between commits at which something was published all the same. */
export interface Entry {
  readonly committed: boolean
  /** Of the request that asked for it, where it was one of a step. */
  readonly step: number | undefined
  readonly published: Published[]
}

/** What a gateway committed and published, in exactly that order. */
export interface Journal {
  readonly entries: readonly Entry[]
  /** To be called with the parts before anything is served. */
  readonly watch: (parts: GatewayParts) => void
  readonly stop: () => void
}

export const STEP_HEADER = 'x-step'

/** Knows the step of a request wherever its handling leads: the header says it, the asynchronous context carries it. */
function followSteps(steps: AsyncLocalStorage<number>): () => void {
  const onCreated = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRequest', (request, _reply, done) => {
      const step = request.headers[STEP_HEADER]
      if (typeof step === 'string') steps.run(Number(step), done)
      else done()
    })
  }
  diagnostics.subscribe('fastify.initialization', onCreated)
  return () => {
    diagnostics.unsubscribe('fastify.initialization', onCreated)
  }
}

/** Keeps a journal of the next gateway that is started. */
export function keepJournal(): Journal {
  const entries: Entry[] = []
  const steps = new AsyncLocalStorage<number>()
  const stop = followSteps(steps)
  let open: Entry | undefined

  function note(published: Published): void {
    if (open === undefined) entries.push({ committed: false, step: undefined, published: [published] })
    else open.published.push(published)
  }

  function watchCommits(database: Database): void {
    const { write } = database
    const watched: Database['write'] = <Result>(work: (writer: Writer) => Promise<Commit<Result>>) => {
      const step = steps.getStore()
      return write(async (writer) => {
        const commit = await work(writer)
        const announce = (): void => {
          open = { committed: true, step, published: [] }
          entries.push(open)
          commit.announce?.()
          open = undefined
        }
        return { ...commit, announce }
      })
    }
    Object.assign(database, { write: watched })
  }

  function watchPublished(publish: Publish): void {
    const { broadcast, broadcastToUser } = publish
    const watched: Omit<Publish, 'broadcastToService'> = {
      broadcast: (event, audience, ...payload) => {
        note({ event, audience, payload: payload[0] })
        broadcast(event, audience, ...payload)
      },
      broadcastToUser: (user, event, ...payload) => {
        note({ event, audience: user, payload: payload[0] })
        broadcastToUser(user, event, ...payload)
      },
    }
    Object.assign(publish, watched)
  }

  return {
    entries,
    watch: ({ database, realtime }) => {
      watchCommits(database)
      watchPublished(realtime.publish)
    },
    stop,
  }
}
