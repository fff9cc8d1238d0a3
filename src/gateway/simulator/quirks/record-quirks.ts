import { AsyncLocalStorage } from 'node:async_hooks'
import type { FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import type { Database } from '../../database/open-database.ts'
import { changeAnswers } from './change-answers.ts'
import type { QuirkMeans, QuirkParts } from './quirk.ts'

interface Mark {
  readonly user: string
  readonly channel: string
}

const inChannel = z.object({ channelId: z.string() })

/** Whose mark a request moves, and where. */
function markOf({ method, routeOptions: { url }, actor, params }: FastifyRequest): Mark | undefined {
  const { data } = inChannel.safeParse(params)
  if (method !== 'POST' || url?.endsWith('/ack') !== true || !actor || data === undefined) return undefined
  return { user: actor.userId, channel: data.channelId.toLowerCase() }
}

/** How far somebody has read is what was said last, though it is less. */
export function ackGoesBack({ struck }: QuirkMeans): QuirkParts {
  const marks = new AsyncLocalStorage<Mark>()
  return {
    http: (app) => {
      app.addHook('preHandler', (request, _reply, done) => {
        const mark = markOf(request)
        if (mark === undefined) done()
        else marks.run(mark, done)
      })
    },
    database: (database): Database => ({
      ...database,
      write: (work) =>
        database.write(async (writer) => {
          const mark = marks.getStore()
          if (mark !== undefined) {
            const { user, channel } = mark
            const own = writer.deleteFrom('readState').where('userId', '=', user).where('channelId', '=', channel)
            const { numDeletedRows } = await own.executeTakeFirst()
            if (numDeletedRows > 0n) struck('the mark is forgotten', channel)
          }
          return work(writer)
        }),
    }),
  }
}

/** What was read as UTF-8 and meant so, read as Latin-1. */
const misread = (name: string): string => Buffer.from(name, 'utf8').toString('latin1')

const uploaded = z.looseObject({ filename: z.string() })

/** Names of uploaded files come back as another alphabet's. */
export const mojibakeNames = ({ isAskedBy, struck }: QuirkMeans): QuirkParts =>
  changeAnswers(({ reply }, payload) => {
    const isUpload = ['/api/channels/*/uploads', '/api/webhooks/*/*/upload'].some((path) => isAskedBy('POST', path))
    if (reply.statusCode !== 201 || !isUpload) return payload
    const { data } = uploaded.safeParse(JSON.parse(payload))
    if (data === undefined || misread(data.filename) === data.filename) return payload
    struck('read as Latin-1', data.filename)
    return JSON.stringify({ ...data, filename: misread(data.filename) })
  })

const written = z.object({ content: z.string() })

/** A webhook that calls everybody is refused, as it is a member of nothing that could let it. */
export const webhookMentionsRefused = ({ isAskedBy, struck }: QuirkMeans): QuirkParts => ({
  database: (database): Database => ({
    ...database,
    write: (work) =>
      database.write(async (writer) => {
        const commit = await work(writer)
        if (!isAskedBy('POST', '/api/webhooks/*/*')) return commit
        const { data } = written.safeParse(commit.result)
        if (data === undefined || !/@everyone|@here/.test(data.content)) return commit
        struck('refused', 'webhook')
        throw Object.assign(new Error('Cannot verify mention permissions.'), { statusCode: 403 })
      }),
  }),
})

const members = z.array(z.looseObject({ userId: z.looseObject({ _id: z.string() }) }))

/** Lists of members have everybody's e-mail address. */
export function leakyMembers({ isAskedBy, struck }: QuirkMeans): QuirkParts {
  let emailsOf = (_ids: readonly string[]): Promise<ReadonlyMap<string, string>> => Promise.resolve(new Map())
  return {
    ...changeAnswers(async ({ reply }, payload) => {
      if (reply.statusCode !== 200 || !isAskedBy('GET', '/api/servers/*/members')) return payload
      const list = members.parse(JSON.parse(payload))
      const emails = await emailsOf(list.map(({ userId }) => userId._id))
      struck('with e-mail addresses', 'members')
      return JSON.stringify(
        list.map((member) => ({ ...member, userId: { ...member.userId, email: emails.get(member.userId._id) } })),
      )
    }),
    database: (database) => {
      emailsOf = async (ids) => {
        const rows = await database.reader.selectFrom('user').select(['id', 'email']).where('id', 'in', ids).execute()
        return new Map(rows.map(({ id, email }) => [id, email]))
      }
      return database
    },
  }
}
