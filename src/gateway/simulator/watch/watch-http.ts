import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../../clock.ts'
import { because } from '../journal/cause.ts'
import { claimedByRequest } from './claimed-user.ts'
import type { Watch } from './watch.ts'
import type { ExchangeVerdict } from './interference.ts'
import type { Leave } from './line.ts'

/** What is longer stands in the journal without its body. */
const BODY_LIMIT = 65_536

const causeOf = new WeakMap<FastifyRequest, number>()

const pathOf = ({ originalUrl }: FastifyRequest): string => originalUrl

function jsonOf(payload: unknown, reply: FastifyReply): unknown {
  if (typeof payload !== 'string' || payload.length > BODY_LIMIT) return undefined
  if (!String(reply.getHeader('content-type') ?? '').startsWith('application/json')) return undefined
  return JSON.parse(payload)
}

function left(clock: Clock, leave: Leave | undefined): Promise<unknown> {
  if (leave === undefined) return Promise.resolve()
  if ('whenLetGo' in leave) return leave.whenLetGo
  return new Promise<void>((resolve) => clock.after(leave.afterMs, resolve))
}

/** Every request and its answer into the journal, with whatever stands in their way. */
export function watchHttp(app: FastifyInstance, { clock, journal, redact, nameOf, interference }: Watch): void {
  /** Before its token is looked at, whoever a request says it is of. */
  function userOf(request: FastifyRequest): string | undefined {
    const id = request.actor?.userId ?? claimedByRequest(request.headers)
    return id === undefined ? undefined : nameOf(id)
  }

  const exchangeOf = (request: FastifyRequest) => ({
    method: request.method,
    path: pathOf(request),
    user: userOf(request),
  })

  async function obey(verdict: ExchangeVerdict, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const { method, path } = exchangeOf(request)
    journal.tell({ kind: 'fault', fault: verdict.fault, action: describe(verdict), on: `${method} ${path}` })
    await left(clock, verdict.leave)
    if (verdict.answer === undefined) return false
    if (verdict.answer !== 'cut') return true
    reply.hijack()
    request.raw.socket.destroy()
    return true
  }

  app.addHook('onRequest', (request, reply, done) => {
    const cursor = journal.tell({ kind: 'request', method: request.method, path: pathOf(request) })
    causeOf.set(request, cursor)
    because(cursor, () => {
      const verdict = interference.request(exchangeOf(request))
      if (verdict === undefined) {
        done()
        return
      }
      void obey(verdict, request, reply).then((ended) => {
        if (!ended) done()
        else if (verdict.answer !== undefined && verdict.answer !== 'cut') {
          void reply.code(verdict.answer.status).headers(verdict.answer.headers).send(verdict.answer.body)
        }
      })
    })
  })
  // What read the body was told by the connection, which knows of no cause.
  app.addHook('preValidation', (request, _reply, done) => {
    because(causeOf.get(request) ?? 0, done)
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const exchange = exchangeOf(request)
    const { user } = exchange
    journal.tell({
      kind: 'answer',
      method: exchange.method,
      path: exchange.path,
      ...(user === undefined ? {} : { user }),
      status: reply.statusCode,
      sent: redact(request.body),
      body: redact(jsonOf(payload, reply)),
    })
    const verdict = interference.answer(exchange)
    if (verdict === undefined) return payload
    await obey(verdict, request, reply)
    if (verdict.answer === undefined || verdict.answer === 'cut') return payload
    const { status, body, headers } = verdict.answer
    void reply.code(status).headers({ ...headers, 'content-type': 'application/json; charset=utf-8' })
    return JSON.stringify(body)
  })
}

function describe({ leave, answer }: ExchangeVerdict): string {
  if (answer === 'cut') return 'cut'
  if (answer !== undefined) return `answer ${answer.status}`
  return leave !== undefined && 'afterMs' in leave ? `delay ${leave.afterMs} ms` : 'hold'
}
