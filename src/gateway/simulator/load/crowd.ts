import { randomBytes } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import * as z from 'zod/mini'
import { sessionAnswer } from '#shared/protocol/http/auth.ts'

/** Somebody who signed up for this, and is connected. */
export interface Visitor {
  readonly call: Call
  readonly socket: Socket
}

/** Simulated people in a channel of their own. */
export interface Crowd {
  readonly channelId: string
  /** With it anybody else can come and look. */
  readonly inviteCode: string
  readonly visitors: readonly Visitor[]
  readonly leave: () => void
}

/** The gateway said no to somebody who came. */
export class CrowdError extends Error {}

type Call = (method: string, path: string, body?: unknown) => Promise<unknown>

const identified = z.object({ _id: z.string() })
const invited = z.object({ code: z.string() })
const refused = z.object({ message: z.string() })

/** Passwords take long to hash, on purpose: more at a time would only wait. */
const SIGNING_UP_AT_ONCE = 4

/** Undefined where it is none: what stands at an address may be anything. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const callsOf =
  (url: string, token?: string): Call =>
  async (method, path, body) => {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer = readJson(await response.text())
    if (response.ok) return answer
    const reason = refused.safeParse(answer)
    throw new CrowdError(`${method} ${path}: ${response.status} ${reason.success ? reason.data.message : ''}`.trim())
  }

async function signUp(url: string, name: string): Promise<string> {
  const body = { username: name, email: `${name}@load.test`, password: randomBytes(16).toString('base64url') }
  const session = sessionAnswer.safeParse(await callsOf(url)('POST', '/auth/register', body))
  if (session.success && session.data.token !== undefined) return session.data.token
  throw new CrowdError(`What answers at ${url} gave no token to somebody who signed up`)
}

async function signAllUp(url: string, names: readonly string[]): Promise<readonly string[]> {
  const tokens: string[] = []
  const waiting = names.entries()
  const work = async (): Promise<void> => {
    for (const [index, name] of waiting) tokens[index] = await signUp(url, name)
  }
  await Promise.all(Array.from({ length: SIGNING_UP_AT_ONCE }, work))
  return tokens
}

function connect(url: string, token: string): Promise<Socket> {
  const socket = io(url, { auth: { token }, transports: ['websocket'], forceNew: true, reconnection: false })
  return new Promise((resolve, reject) => {
    socket.once('ready', () => {
      resolve(socket)
    })
    socket.once('connect_error', (error) => {
      reject(new CrowdError(`A socket was not let in: ${error.message}`))
    })
  })
}

/**
 * Lets so many people sign up, come into a server of their own and connect, all by the protocol.
 * @throws CrowdError
 */
export async function bringCrowd(url: string, size: number): Promise<Crowd> {
  const run = randomBytes(3).toString('hex')
  const names = Array.from({ length: size }, (_, index) => `load-${run}-${index + 1}`)
  const tokens = await signAllUp(url, names)
  const calls = tokens.map((token) => callsOf(url, token))
  const [owner, ...guests] = calls
  if (owner === undefined) throw new CrowdError('A crowd of nobody says nothing')
  const server = identified.parse(await owner('POST', '/servers', { name: `Load ${run}` }))
  const channel = await owner('POST', `/servers/${server._id}/channels`, { name: 'load', type: 'GUILD_TEXT' })
  const { code } = invited.parse(await owner('POST', `/servers/${server._id}/invites`, {}))
  for (const guest of guests) await guest('POST', `/invites/${code}`)
  const sockets = await Promise.all(tokens.map((token) => connect(url, token)))
  return {
    channelId: identified.parse(channel)._id,
    inviteCode: code,
    visitors: sockets.flatMap((socket, index) => {
      const call = calls[index]
      return call === undefined ? [] : [{ call, socket }]
    }),
    leave: () => {
      for (const socket of sockets) socket.disconnect()
    },
  }
}
