import { request } from '../web-client.ts'

/** Somebody who signed up at a gateway that runs as a process. */
export interface Person {
  readonly id: string
  readonly token: string
}

/** A channel that several people write in. */
export interface Place {
  readonly channel: string
  readonly people: readonly Person[]
}

const expectStatus = (wanted: number, { status, text }: { status: number; text: string }): void => {
  if (status !== wanted) throw new Error(`Expected ${wanted}, got ${status}: ${text}`)
}

async function signUp(url: string, username: string): Promise<Person> {
  const json = { username, email: `${username}@example.test`, password: 'a long secret' }
  const answer = await request(`${url}/api/auth/register`, { method: 'POST', json })
  expectStatus(201, answer)
  const { user, token } = answer.body as { user: { _id: string }; token: string }
  return { id: user._id, token }
}

/** What of an answer the tests go on with, where it has it. */
interface Made {
  readonly _id: string
  readonly code: string
  readonly token: string
  readonly botUserId: string
}

export async function post(url: string, { token }: Person, json: object = {}): Promise<Made> {
  const answer = await request(url, { method: 'POST', headers: { authorization: `Bearer ${token}` }, json })
  if (answer.status !== 200) expectStatus(201, answer)
  return answer.body as Made
}

/** Signs people up and puts them into one channel, all over HTTP as any client would. */
export async function makePlace(url: string, names: readonly string[]): Promise<Place> {
  const people: Person[] = []
  for (const name of names) people.push(await signUp(url, name))
  const [owner, ...others] = people
  if (owner === undefined) throw new Error('A place needs somebody')
  const server = await post(`${url}/api/servers`, owner, { name: 'Home' })
  const channel = await post(`${url}/api/servers/${server._id}/channels`, owner, { name: 'all', type: 'GUILD_TEXT' })
  const invite = await post(`${url}/api/servers/${server._id}/invites`, owner)
  for (const other of others) await post(`${url}/api/invites/${invite.code}`, other)
  return { channel: channel._id, people }
}
