import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fastifyStatic from '@fastify/static'
import fastify from 'fastify'
import { Server } from 'socket.io'
import { openDatabase } from '#gateway/database/open-database.ts'
import type { Message } from '#shared/models/message.ts'
import { answerCalls } from '../child.ts'

/** The least that says a message to many: one room for all, one insert, one emit. No rules, no rights, no sessions. */
interface BareOptions {
  readonly directory: string
  readonly room: string
  /** A message of the real gateway: rows and payloads are made like it, byte for byte as long. */
  readonly sample: Message
  readonly pages?: string | undefined
}

/** The same tables, made by the real gateway's migrations and then written to without anything of it. */
async function openTables(directory: string): Promise<DatabaseSync> {
  await (await openDatabase(directory)).close()
  const database = new DatabaseSync(path.join(directory, 'gateway.sqlite'), { enableForeignKeyConstraints: false })
  database.exec('pragma journal_mode = wal')
  database.exec('pragma synchronous = full')
  return database
}

function createInsert(database: DatabaseSync): (message: Message) => void {
  const insert = database.prepare(
    `insert into message (id, channelId, serverId, authorId, type, content, attachments, mentions, rev, createdAt, updatedAt)
     values (?, ?, ?, ?, ?, ?, '[]', '[]', 1, ?, ?)`,
  )
  return ({ _id, channelId, serverId, authorId, type, content, createdAt, updatedAt }) => {
    const author = authorId?._id ?? ''
    insert.run(_id, channelId, serverId ?? null, author, type, content ?? null, createdAt, updatedAt)
  }
}

async function start({ directory, room, sample, pages }: BareOptions): Promise<string> {
  const insert = createInsert(await openTables(directory))
  const app = fastify()
  const io = new Server(app.server, { serveClient: false })
  let said = 0

  function say(content: string): Message {
    const at = new Date().toISOString()
    said += 1
    const id = said.toString(16).padStart(24, '0') as Message['_id']
    const message = { ...sample, _id: id, content, createdAt: at, updatedAt: at }
    insert(message)
    io.to(room).emit('MESSAGE_CREATE', message)
    return message
  }

  io.on('connection', (socket) => {
    void socket.join(room)
    socket.on('message/create', ({ content }: { content: string }) => {
      say(content)
    })
    socket.emit('ready')
  })
  app.post('/messages', (request, reply) => reply.code(201).send(say((request.body as { content: string }).content)))
  if (pages !== undefined) await app.register(fastifyStatic, { root: pages })
  return app.listen({ port: 0, host: '127.0.0.1' })
}

const calls = { start }
export type BareGateway = typeof calls

answerCalls(calls)
