import { ACCESS_COOKIE } from '#shared/protocol/cookies.ts'
import { openBrowser } from '../web-client.ts'

const CODE = 'the code of this run'
/** What a launcher sets, so that a test has somebody to be. */
export const OWNED = { MEW_START_CODE: CODE, MEW_OWNER_NAME: 'olga' }

/** The owner of a gateway that was started with `OWNED`. */
export interface Owner {
  readonly token: string
  readonly call: typeof fetch
}

/** Let in by the code: no password is hashed for it. */
export async function signIn(url: string): Promise<Owner> {
  const browser = openBrowser(url)
  await browser.post('/auth/local', { code: CODE })
  const token = browser.cookies.get(ACCESS_COOKIE) ?? ''
  const call: typeof fetch = (input, init) =>
    fetch(input, { ...init, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } })
  return { token, call }
}

/** A server with a channel of somebody's own; answers with the address of its messages. */
export async function makeChannel(url: string, call: typeof fetch): Promise<{ channelId: string; messages: string }> {
  const create = async (route: string, body: object): Promise<{ _id: string }> =>
    (await (await call(`${url}/api${route}`, { method: 'POST', body: JSON.stringify(body) })).json()) as { _id: string }
  const server = await create('/servers', { name: 'Home' })
  const channel = await create(`/servers/${server._id}/channels`, { name: 'general', type: 'GUILD_TEXT' })
  return { channelId: channel._id, messages: `${url}/api/channels/${channel._id}/messages` }
}
