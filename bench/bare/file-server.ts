import { createReadStream, createWriteStream } from 'node:fs'
import { rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import fastify from 'fastify'
import { answerCalls } from '../child.ts'

/** The least that keeps a file: the body of a request goes into one as it comes, and one goes out as it is. */
async function start({ directory }: { readonly directory: string }): Promise<string> {
  const app = fastify()
  const file = path.join(directory, 'file')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => {
    done(null)
  })
  app.post('/file', async (request, reply) => {
    await pipeline(request.raw, createWriteStream(`${file}.part`))
    await rename(`${file}.part`, file)
    return reply.code(201).send({ size: (await stat(file)).size })
  })
  app.get('/file', async (_request, reply) => {
    const { size } = await stat(file)
    return reply.header('content-length', size).send(createReadStream(file))
  })
  return app.listen({ port: 0, host: '127.0.0.1' })
}

const calls = { start }
export type FileServer = typeof calls

answerCalls(calls)
