import net from 'node:net'

/** A connection by hand, so that what is sent comes as slowly and breaks off as early as the test says. */
interface Wire extends Disposable {
  readonly write: (bytes: string | Buffer) => void
  /** All that came back once it has that in it; rejects where the gateway hangs up before. */
  readonly until: (words: string) => Promise<string>
  /** All that came back once the gateway has hung up. */
  readonly closed: Promise<string>
  readonly failures: readonly Error[]
}

export function openWire(port: number): Wire {
  const socket = net.connect(port, '127.0.0.1')
  const failures: Error[] = []
  let heard = ''
  let look = (): void => undefined
  socket.setEncoding('utf8').on('data', (words: string) => {
    heard += words
    look()
  })
  socket.on('error', (error) => failures.push(error))
  const closed = new Promise<string>((resolve) => {
    socket.once('close', () => {
      resolve(heard)
    })
  })
  return {
    write: (bytes) => socket.write(bytes),
    until: (words) =>
      new Promise((resolve, reject) => {
        look = () => {
          if (heard.includes(words)) resolve(heard)
        }
        void closed.then(() => {
          reject(new Error(`Closed before ${words}: ${heard}`))
        })
        look()
      }),
    closed,
    failures,
    [Symbol.dispose]: () => {
      socket.destroy()
    },
  }
}
