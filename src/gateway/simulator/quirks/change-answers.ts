import type { FastifyReply, FastifyRequest } from 'fastify'
import type { QuirkParts } from './quirk.ts'

interface Passing {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

type Change = (passing: Passing, payload: string) => string | Promise<string>

/** Every answer that is text goes out as `change` makes it. */
export const changeAnswers = (change: Change): QuirkParts => ({
  http: (app) => {
    app.addHook('onSend', async (request, reply, payload) =>
      typeof payload === 'string' ? change({ request, reply }, payload) : payload,
    )
  },
})
