import { connectSocket } from '#gateway/simulator/testing/socket-client.ts'
import { request } from '../web-client.ts'
import type { Attempt, Ledger, Told } from './ledger.ts'
import type { Person } from './people.ts'

interface Writing {
  readonly url: string
  readonly channel: string
  readonly person: Person
  readonly ledger: Ledger
  /** Names its messages: no two writers of a test have the same. */
  readonly queue: string
}

function attemptOf({ person, queue }: Writing, count: number): Attempt {
  const nonce = `${queue}-${count}`
  return { nonce, queue, author: person.id, content: `${nonce} of ${person.id}` }
}

const bodyOf = ({ content, nonce }: Attempt): object => ({ content, payload: { clientNonce: nonce } })

/** Sends one over HTTP. Rejects where no answer comes: whether it is stored is then not known. */
export async function sendOnce(url: string, person: Person, attempt: Attempt & { channel: string }): Promise<Told> {
  const answer = await request(`${url}/api/channels/${attempt.channel}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${person.token}` },
    json: bodyOf(attempt),
  })
  if (answer.status !== 201) throw new Error(`${attempt.nonce} was answered ${answer.status}: ${answer.text}`)
  return answer.body as Told
}

/** One after the other over HTTP, until the gateway is gone. */
export async function writeOverHttp(writing: Writing): Promise<void> {
  const { url, channel, person, ledger } = writing
  for (let count = 0; ; count += 1) {
    const attempt = attemptOf(writing, count)
    ledger.sent(attempt)
    let told: Told
    try {
      told = await sendOnce(url, person, { ...attempt, channel })
    } catch (error) {
      // Being cut off is how every writer ends; an answer that is no 201 is not.
      if (error instanceof Error && 'code' in error) return
      throw error
    }
    ledger.answered(told)
  }
}

const ON_THE_WAY = 8

/** Through a socket, several on their way at once, until the gateway is gone. What others write is heard too. */
export async function writeThroughSocket(writing: Writing): Promise<void> {
  const { url, channel, person, ledger } = writing
  using client = connectSocket(url, { auth: { token: person.token } })
  const { socket } = client
  let count = 0
  const sendNext = (): void => {
    const attempt = attemptOf(writing, count)
    count += 1
    ledger.sent(attempt)
    socket.emit('message/create', { channelId: channel, ...bodyOf(attempt) })
  }
  socket.on('MESSAGE_CREATE', (told: Told) => {
    ledger.heard(told)
    if (told.payload.clientNonce.startsWith(`${writing.queue}-`)) sendNext()
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('disconnect', () => {
      resolve()
    })
    socket.once('connect_error', () => {
      resolve()
    })
    socket.once('error', (refusal: unknown) => {
      reject(new Error(`A message was refused: ${JSON.stringify(refusal)}`))
    })
    socket.once('ready', () => {
      for (let sent = 0; sent < ON_THE_WAY; sent += 1) sendNext()
    })
  })
}
