import { logProblem } from '../log.ts'
import { createAccountsWriter, readAccountsFile } from './accounts-file.ts'
import type { StoredAccount } from './stored-account.ts'

/** The system's key store, as far as tokens need it. */
export interface KeyStore {
  /** False where there is none, or only one that hides nothing. */
  readonly isAvailable: () => Promise<boolean>
  readonly seal: (text: string) => Promise<Uint8Array>
  /** @throws where the key store is locked, or the bytes are another machine's */
  readonly open: (sealed: Uint8Array) => Promise<string>
}

export type AccountIdentity = Omit<StoredAccount, 'sealedToken' | 'pendingRefresh'>

export interface SaveOptions {
  /** Not written to disk: the session ends with the app. */
  readonly onlyThisRun?: boolean
}

/** The accounts of this computer and their refresh tokens. Every change is on disk when it resolves. */
export interface TokenStore {
  readonly accounts: () => readonly StoredAccount[]
  readonly find: (key: string) => StoredAccount | undefined
  readonly token: (key: string) => string | undefined
  /** The key store does not give this account's token out; what is stored stays as it is until the next sign-in. */
  readonly isLocked: (key: string) => boolean
  readonly save: (account: AccountIdentity, token: string, options?: SaveOptions) => Promise<void>
  /** The successor of a token, in the same place as the one before. */
  readonly replaceToken: (key: string, token: string) => Promise<void>
  readonly update: (key: string, change: Partial<Omit<StoredAccount, 'key' | 'sealedToken'>>) => Promise<void>
  readonly dropToken: (key: string) => Promise<void>
  readonly remove: (key: string) => Promise<void>
}

interface TokenStoreOptions {
  readonly file: string
  readonly keyStore: KeyStore
}

interface Shelf {
  readonly accounts: Map<string, StoredAccount>
  readonly tokens: Map<string, string>
  readonly locked: Set<string>
  /** Accounts whose tokens are kept off the disk. */
  readonly onlyThisRun: Set<string>
}

function identityOf(account: StoredAccount): AccountIdentity {
  const { sealedToken: _sealed, pendingRefresh: _pending, ...identity } = account
  return identity
}

async function unlock({ tokens, locked }: Shelf, keyStore: KeyStore, account: StoredAccount): Promise<void> {
  const { key, sealedToken } = account
  if (sealedToken === undefined) return
  try {
    tokens.set(key, await keyStore.open(Buffer.from(sealedToken, 'base64')))
  } catch (error) {
    locked.add(key)
    logProblem(`the key store does not give out the session of account ${key}`, error)
  }
}

/** Puts a token where its account is, sealed where that is possible. Nothing is written yet. */
async function shelve(
  shelf: Shelf,
  keyStore: KeyStore,
  entry: { account: AccountIdentity; token: string },
): Promise<void> {
  const { accounts, tokens, locked, onlyThisRun } = shelf
  const { account, token } = entry
  const { key } = account
  tokens.set(key, token)
  locked.delete(key)
  accounts.set(key, account)
  if (onlyThisRun.has(key) || !(await keyStore.isAvailable())) return
  const sealedToken = Buffer.from(await keyStore.seal(token)).toString('base64')
  // While it was being sealed the account may have been removed, or given a newer token.
  const latest = accounts.get(key)
  if (latest !== undefined && tokens.get(key) === token) accounts.set(key, { ...latest, sealedToken })
}

export async function openTokenStore({ file, keyStore }: TokenStoreOptions): Promise<TokenStore> {
  const writeAccounts = createAccountsWriter(file)
  const stored = await readAccountsFile(file)
  const shelf: Shelf = {
    accounts: new Map(stored.map((account) => [account.key, account])),
    tokens: new Map(),
    locked: new Set(),
    onlyThisRun: new Set(),
  }
  const { accounts, tokens, locked, onlyThisRun } = shelf
  await Promise.all(stored.map((account) => unlock(shelf, keyStore, account)))

  const write = (): Promise<void> => writeAccounts(accounts.values())

  return {
    accounts: () => [...accounts.values()],
    find: (key) => accounts.get(key),
    token: (key) => tokens.get(key),
    isLocked: (key) => locked.has(key),
    save: async (account, token, options = {}) => {
      if (options.onlyThisRun === true) onlyThisRun.add(account.key)
      else onlyThisRun.delete(account.key)
      await shelve(shelf, keyStore, { account, token })
      await write()
    },
    replaceToken: async (key, token) => {
      const account = accounts.get(key)
      if (account === undefined) return
      await shelve(shelf, keyStore, { account: identityOf(account), token })
      await write()
    },
    update: async (key, change) => {
      const account = accounts.get(key)
      if (account === undefined) return
      accounts.set(key, { ...account, ...change })
      await write()
    },
    dropToken: async (key) => {
      const account = accounts.get(key)
      tokens.delete(key)
      if (account === undefined) return
      accounts.set(key, identityOf(account))
      await write()
    },
    remove: async (key) => {
      tokens.delete(key)
      locked.delete(key)
      if (accounts.delete(key)) await write()
    },
  }
}
