import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { because } from '../journal/cause.ts'
import type { Activity } from './activity.ts'
import { REFRESH_COOKIE } from '#shared/protocol/cookies.ts'
import { readCookie } from '../../plugins/read-cookie.ts'
import { claimedByRequest } from './claimed-user.ts'
import type { Exchange, ExchangeVerdict } from './interference.ts'
import type { Leave } from './line.ts'
import type { Redact } from '../journal/redact.ts'
import type { Watch } from './watch.ts'

/** What is longer stands in the journal without its body. */
const BODY_LIMIT = 65_536

interface Passing {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

function jsonOf(payload: unknown, reply: FastifyReply): unknown {
  if (typeof payload !== 'string' || payload.length > BODY_LIMIT) return undefined
  if (!String(reply.getHeader('content-type') ?? '').startsWith('application/json')) return undefined
  return JSON.parse(payload)
}

function describe({ leave, answer }: ExchangeVerdict): string {
  if (answer === 'cut') return 'cut'
  if (answer !== undefined) return `answer ${answer.status}`
  return leave !== undefined && 'afterMs' in leave ? `delay ${leave.afterMs} ms` : 'hold'
}

/** Before its token is looked at, a request is of whomever it says. */
function exchangeOf({ request }: Passing, { nameOf }: Watch): Exchange {
  const id = request.actor?.userId ?? claimedByRequest(request.headers).user
  return { method: request.method, path: request.originalUrl, user: id === undefined ? undefined : nameOf(id) }
}

/** What waits to be let go is not under way, what waits for its time is so by another count. */
async function wait(leave: Leave, { work, watch }: Pick<Obeying, 'work' | 'watch'>): Promise<void> {
  work.end()
  if ('whenLetGo' in leave) await leave.whenLetGo
  else {
    const isOver = watch.activity.delay()
    await new Promise<void>((resolve) => watch.clock.after(leave.afterMs, resolve))
    isOver()
  }
  work.begin()
}

interface Obeying extends Passing {
  readonly watch: Watch
  readonly work: Work
}

/** Waits as long as a fault says. The answer is what is sent instead, where anything is; a cut connection is done with. */
async function obey(verdict: ExchangeVerdict, { request, reply, watch, work }: Obeying) {
  const { method, path } = exchangeOf({ request, reply }, watch)
  watch.journal.tell({
    kind: 'fault',
    fault: verdict.fault,
    action: describe(verdict),
    on: `${method} ${watch.redact.path(path)}`,
  })
  const { leave, answer } = verdict
  if (leave !== undefined) await wait(leave, { work, watch })
  if (answer !== 'cut') return answer
  reply.hijack()
  request.raw.socket.destroy()
  return 'cut'
}

/** How long a client is asked to stay away, where it is told in seconds. */
function stayingAway(value: unknown): { readonly retryAfterSeconds?: number } {
  const seconds = Number(value ?? Number.NaN)
  return Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {}
}

/** A request for a new token by the one it brought: whoever asks twice with the same one asks twice at once. */
function refreshOf({ headers, originalUrl }: FastifyRequest, redact: Redact): object {
  if (!originalUrl.startsWith('/api/auth/refresh')) return {}
  const token = readCookie(headers.cookie, REFRESH_COOKIE)
  if (token === undefined) return {}
  const { refreshToken } = redact({ refreshToken: token }) as { refreshToken: string }
  return { refresh: refreshToken }
}

function tellAnswer(payload: unknown, passing: Passing, watch: Watch): void {
  const { request, reply } = passing
  const { journal, redact, sessionOf } = watch
  const { method, path, user } = exchangeOf(passing, watch)
  journal.tell({
    kind: 'answer',
    method,
    path: redact.path(path),
    ...(user === undefined ? {} : { user }),
    ...sessionOf(request.actor?.sessionId ?? claimedByRequest(request.headers).session),
    status: reply.statusCode,
    ...stayingAway(reply.getHeader('retry-after')),
    sent: redact(request.body),
    body: redact(jsonOf(payload, reply)),
  })
}

/** One request, as far as it is being handled. */
interface Work {
  readonly begin: () => void
  readonly end: () => void
  /** Its connection is gone or its answer sent: nothing begins again. */
  readonly close: () => void
}

function createWork(activity: Activity): Work {
  let end = activity.work()
  let isClosed = false
  return {
    begin: () => {
      if (!isClosed) end = activity.work()
    },
    end: () => {
      end()
    },
    close: () => {
      isClosed = true
      end()
    },
  }
}

interface Known {
  readonly cursor: number
  readonly work: Work
}

/** Every request and its answer into the journal, with whatever stands in their way. */
export function watchHttp(app: FastifyInstance, watch: Watch): void {
  const { journal, interference } = watch
  const known = new WeakMap<FastifyRequest, Known>()

  async function stand(verdict: ExchangeVerdict, obeying: Obeying, pass: () => void): Promise<void> {
    const instead = await obey(verdict, obeying)
    if (instead === undefined) pass()
    else if (instead !== 'cut') void obeying.reply.code(instead.status).headers(instead.headers).send(instead.body)
  }

  app.addHook('onRequest', (request, reply, done) => {
    const asked = {
      method: request.method,
      path: watch.redact.path(request.originalUrl),
      ...refreshOf(request, watch.redact),
    }
    const cursor = journal.tell({ kind: 'request', ...asked })
    const work = createWork(watch.activity)
    reply.raw.once('close', work.close)
    known.set(request, { cursor, work })
    because(cursor, () => {
      const verdict = interference.request(exchangeOf({ request, reply }, watch))
      if (verdict === undefined) done()
      else void stand(verdict, { request, reply, watch, work }, done)
    })
  })
  // What read the body was called by the connection, which knows of no cause.
  app.addHook('preValidation', (request, _reply, done) => {
    because(known.get(request)?.cursor ?? 0, done)
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const passing = { request, reply }
    const verdict = interference.answer(exchangeOf(passing, watch))
    const work = known.get(request)?.work ?? createWork(watch.activity)
    const instead = verdict && (await obey(verdict, { ...passing, watch, work }))
    const own = instead === undefined || instead === 'cut'
    if (!own) {
      void reply.code(instead.status).headers({ ...instead.headers, 'content-type': 'application/json; charset=utf-8' })
    }
    const sent = own ? payload : JSON.stringify(instead.body)
    tellAnswer(sent, passing, watch)
    return sent
  })
}
