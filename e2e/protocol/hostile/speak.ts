import net from 'node:net'

/** What came back over one connection until it was closed. */
export interface Heard {
  readonly text: string
  /** Undefined where nothing came that looks like HTTP. */
  readonly status: number | undefined
  readonly contentType: string
  readonly body: string
  /** Asked for without its body. */
  readonly headOnly: boolean
}

const LONGEST_MS = 10_000

/** A body that came in pieces, each after its length. */
function joined(pieces: string): string {
  const [, length = '0', rest = ''] = /^([0-9a-f]+)\r\n([^]*)$/i.exec(pieces) ?? []
  const size = Number.parseInt(length, 16)
  return size === 0 ? '' : rest.slice(0, size) + joined(rest.slice(size + 2))
}

const firstBytes = (text: string, length: string): string =>
  length === '' ? text : Buffer.from(text).subarray(0, Number(length)).toString()

const INTERIM = /^HTTP\/1\.1 100 [^]*?\r\n\r\n/

function read(heard: string, headOnly: boolean): Heard {
  const text = heard.replace(INTERIM, '')
  const [whole = '', head = ''] = /^([^]*?)\r\n\r\n/.exec(text) ?? []
  const header = (name: string): string => new RegExp(`^${name}: ?(.*)$`, 'im').exec(head)?.[1]?.trim() ?? ''
  const rest = text.slice(whole.length)
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1]
  return {
    headOnly,
    text,
    status: status === undefined ? undefined : Number(status),
    contentType: header('content-type'),
    // What follows may be the answer to something else.
    body: header('transfer-encoding') === 'chunked' ? joined(rest) : firstBytes(rest, header('content-length')),
  }
}

/**
 * Says something as it is and listens until the other side ends. Whoever `hangsUp` has then nothing more to say and
 * nothing to wait for; else it is for the other side to end.
 * @throws where that takes longer than anything may take
 */
export function speak(port: number, said: Buffer, hangsUp = false): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1')
    const chunks: Buffer[] = []
    const timer = setTimeout(() => {
      socket.destroy()
      reject(
        new Error(`No end after ${LONGEST_MS} ms; heard ${Buffer.concat(chunks).toString('latin1').slice(0, 200)}`),
      )
    }, LONGEST_MS)
    socket.on('data', (chunk) => chunks.push(chunk))
    // Being cut off is an answer too; what was heard before that counts.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(read(Buffer.concat(chunks).toString('utf8'), said.subarray(0, 5).toString() === 'HEAD '))
    })
    if (hangsUp) socket.end(said)
    else socket.write(said)
  })
}

/** What is wrong with an answer: it must be none of the gateway's own failures, and JSON with a message where it refuses. */
export function faultsIn({ status, contentType, body, headOnly }: Heard): string[] {
  if (status === undefined || status < 400) return []
  if (status >= 500) return [`${status}: ${body.slice(0, 300)}`]
  if (!contentType.startsWith('application/json')) return [`${status} as "${contentType}": ${body.slice(0, 300)}`]
  if (headOnly) return []
  try {
    const { message } = JSON.parse(body) as { message?: unknown }
    return typeof message === 'string' ? [] : [`${status} without a message: ${body.slice(0, 300)}`]
  } catch {
    return [`${status} with a body that is no JSON: ${body.slice(0, 300)}`]
  }
}
