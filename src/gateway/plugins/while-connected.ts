import type { FastifyReply } from 'fastify'

/** What nobody reads: the client has closed the connection. */
const CLIENT_LEFT = 499

/** Works for a client for as long as it is there: `signal` says when it has gone, and then nothing is a failure. */
export async function whileConnected(
  reply: FastifyReply,
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<unknown> {
  const left = new AbortController()
  reply.raw.once('close', () => {
    left.abort()
  })
  if (reply.raw.closed) left.abort()
  try {
    return await work(left.signal)
  } catch (error) {
    if (!left.signal.aborted) throw error
    return reply.code(CLIENT_LEFT).send()
  }
}
