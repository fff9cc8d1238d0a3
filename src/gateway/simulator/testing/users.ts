import { ACCESS_COOKIE, REFRESH_COOKIE } from '#shared/protocol/cookies.ts'
import type { SessionTokens } from '../../features/auth/sessions.ts'
import type { Simulation } from '../simulation.ts'
import type { StorageState, TestUser } from './api.ts'

/** So many are signed in from the beginning; everybody else by `signIn`. */
const SIGNED_IN = 20

/** Lets people of the world in without a form. */
export interface Users {
  readonly all: Readonly<Record<string, TestUser>>
  readonly signIn: (user: string) => Promise<TestUser>
}

function storageStateOf({ accessToken, refreshToken }: SessionTokens, webUrl: string): StorageState {
  const common = {
    domain: new URL(webUrl).hostname,
    expires: -1,
    httpOnly: true,
    secure: false,
    sameSite: 'Lax' as const,
  }
  return {
    cookies: [
      { ...common, name: ACCESS_COOKIE, value: accessToken, path: '/' },
      { ...common, name: REFRESH_COOKIE, value: refreshToken, path: '/api/auth' },
    ],
    origins: [],
  }
}

interface Account {
  readonly id: string
  readonly username: string
}

function accountsOf({ gateway }: Simulation): Promise<Account[]> {
  const { reader } = gateway.parts.database
  return reader.selectFrom('user').select(['id', 'username']).orderBy('createdAt').orderBy('id').execute()
}

function outside({ id, username }: Account): TestUser {
  const refuse = (): never => {
    throw new Error(`${username} is one of many and not signed in yet: await gw.signIn('${username}') gives a token`)
  }
  return {
    id,
    username,
    get token(): string {
      return refuse()
    },
    storageState: refuse,
  }
}

/** `howMany` may be fewer where nobody asks for tokens: each takes a turn of the database. */
export async function createUsers(simulation: Simulation, howMany = SIGNED_IN): Promise<Users> {
  const { gateway, names } = simulation
  const accounts = await accountsOf(simulation)
  const usernames = new Map(accounts.map(({ id, username }) => [id, username]))

  async function begin(id: string): Promise<TestUser> {
    const tokens = await gateway.parts.sessions.begin(id, false)
    return {
      id,
      username: usernames.get(id) ?? names.of(id),
      token: tokens.accessToken,
      storageState: () => storageStateOf(tokens, gateway.webUrl),
    }
  }

  const known = [...names.known().people]
  const first = new Set([...new Set(known.map(([, id]) => id))].slice(0, howMany))
  const users = new Map<string, TestUser>()
  for (const account of accounts)
    users.set(account.id, first.has(account.id) ? await begin(account.id) : outside(account))
  return {
    all: Object.fromEntries(
      known.flatMap(([name, id]) => {
        const user = users.get(id)
        return user === undefined ? [] : [[name, user] as const]
      }),
    ),
    signIn: async (user) => begin(names.personId(user)),
  }
}
