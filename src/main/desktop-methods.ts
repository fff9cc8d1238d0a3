import type { DesktopAccount, DesktopBridge, SignInOutcome } from '#shared/desktop-bridge.ts'
import type { EnterOutcome, Entrance, Sessions } from './accounts/sessions.ts'
import type { Notes } from './accounts/notes.ts'
import type { StoredAccount } from './accounts/stored-account.ts'
import { normaliseAddress } from './normalise-address.ts'

interface DesktopMethodsOptions {
  readonly sessions: Pick<Sessions, 'accounts' | 'enter' | 'signOut' | 'token'>
  readonly notes: Pick<Notes, 'all' | 'note'>
  readonly describe: (account: StoredAccount) => DesktopAccount
  readonly probe: DesktopBridge['probe']
  readonly openExternal: DesktopBridge['openExternal']
  readonly reload: () => void
}

/** What the page can ask of main. The arguments are parsed and the sender is known by the time these run. */
export function createDesktopMethods(options: DesktopMethodsOptions): DesktopBridge {
  const { sessions, notes, describe } = options

  function outcomeOf(outcome: EnterOutcome): SignInOutcome {
    return outcome.status === 'signed-in' ? { ...outcome, account: describe(outcome.account) } : outcome
  }

  async function enter(address: string, entrance: Omit<Entrance, 'gateway'>): Promise<SignInOutcome> {
    const gateway = normaliseAddress(address)
    if (gateway === undefined) throw new Error('That is no address of a gateway')
    return outcomeOf(await sessions.enter({ ...entrance, gateway }))
  }

  return {
    accounts: () => Promise.resolve(sessions.accounts().map(describe)),
    // The gateway is always asked for a lasting session; whether it outlives the app is for this computer to decide.
    signIn: (gateway, form) =>
      enter(gateway, { route: 'login', form: { ...form, rememberMe: true }, onlyThisRun: form.rememberMe === false }),
    register: (gateway, form) =>
      enter(gateway, {
        route: 'register',
        form: { ...form, rememberMe: true },
        onlyThisRun: form.rememberMe === false,
      }),
    signOut: (key) => sessions.signOut(key),
    accessToken: async (key, refused) => {
      const outcome = await sessions.token(key, refused)
      return outcome.status === 'token' ? outcome.token : null
    },
    probe: options.probe,
    notes: () => Promise.resolve(notes.all()),
    note: async (key, name, text) => {
      notes.note(key, name, text)
    },
    openExternal: options.openExternal,
    reload: () => {
      options.reload()
      return Promise.resolve()
    },
  }
}
