import fastify from 'fastify'
import { Server } from 'socket.io'

/** The least a gateway can be: the two libraries, listening. Says so the way the gateway does. */
const app = fastify()
const io = new Server(app.server, { serveClient: false })
io.on('connection', (socket) => {
  socket.emit('ready')
})
await app.listen({ port: 0, host: '127.0.0.1' })
process.stdout.write('READY\n')
