import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Longest time a stop waits for the requests that are being handled. */
const GRACE_MS = 1000

/**
 * A stop lets the requests that are being handled have their answers before connections and database go: what was
 * stored is also said. New requests are refused meanwhile.
 */
export function registerDraining(app: FastifyInstance, graceMs = GRACE_MS): void {
  // Two counts, as neither end is the last one always: a handler outlives a client that went away.
  const handled = new Set<FastifyRequest>()
  let answered = 0
  let onChange = (): void => undefined

  app.addHook('onRequest', (request, reply, done) => {
    handled.add(request)
    answered += 1
    // Whether it was sent or its client went away in the middle of it.
    reply.raw.once('close', () => {
      answered -= 1
      // Whoever took the answer into their own hands has done with it: nothing is sent by the framework any more.
      if (reply.sent) handled.delete(request)
      onChange()
    })
    done()
  })
  app.addHook('onSend', (request) => {
    handled.delete(request)
    onChange()
    return Promise.resolve()
  })
  app.addHook('preClose', (done) => {
    const timer = setTimeout(finish, graceMs)
    function finish(): void {
      clearTimeout(timer)
      onChange = () => undefined
      done()
    }
    onChange = () => {
      if (handled.size === 0 && answered <= 0) finish()
    }
    onChange()
  })
}
