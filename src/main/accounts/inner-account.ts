import type { GatewayReady } from '../gateway-host.ts'
import { logProblem } from '../log.ts'
import type { Sessions } from './sessions.ts'

/** The owner's own account on the gateway inside the app: signed in by main, with the code it gave to the process. */
export interface InnerAccount {
  readonly isAvailable: () => boolean
  readonly isInner: (key: string) => boolean
  readonly gatewayReady: (ready: GatewayReady) => Promise<void>
  readonly gatewayDown: () => void
  /** Its session ended while the gateway runs: main has the key to the house and lets its owner in again. */
  readonly revive: () => Promise<void>
  /** There will be none for now: nobody has to wait for it. */
  readonly giveUp: () => void
  /** Resolves once the first try to get in has ended, well or not. */
  readonly firstTry: Promise<void>
}

interface InnerAccountOptions {
  readonly sessions: Pick<Sessions, 'accounts' | 'token' | 'enter' | 'signOut' | 'moveGateway' | 'learnCapabilities'>
  readonly onChanged: () => void
}

export function createInnerAccount({ sessions, onChanged }: InnerAccountOptions): InnerAccount {
  const firstTry = Promise.withResolvers<void>()
  let gateway: GatewayReady | undefined
  let isAvailable = false
  let entering: Promise<void> | undefined

  const inner = () => sessions.accounts().find((account) => account.inner)

  async function goOn(url: string): Promise<boolean> {
    const known = inner()
    if (known === undefined) return false
    await sessions.moveGateway(known.key, url)
    if ((await sessions.token(known.key, null)).status !== 'token') return false
    await sessions.learnCapabilities(known.key)
    return true
  }

  async function letIn({ url, startCode }: GatewayReady): Promise<boolean> {
    const outcome = await sessions.enter({ gateway: url, route: 'local', form: { code: startCode }, inner: true })
    if (outcome.status !== 'signed-in') {
      logProblem(`the inner gateway did not let its owner in (${outcome.status})`)
      return false
    }
    // Another world stands where the last one was: what belonged to that one's owner leads nowhere any more.
    const others = sessions.accounts().filter((account) => account.inner && account.key !== outcome.account.key)
    for (const { key } of others) await sessions.signOut(key)
    return true
  }

  async function enter(ready: GatewayReady): Promise<void> {
    try {
      const isIn = (await goOn(ready.url)) || (await letIn(ready))
      isAvailable = isIn && gateway === ready
    } catch (error) {
      logProblem('the inner account could not be opened', error)
    } finally {
      entering = undefined
      firstTry.resolve()
      onChanged()
    }
  }

  function enterOnce(): Promise<void> {
    if (gateway === undefined) return Promise.resolve()
    entering ??= enter(gateway)
    return entering
  }

  return {
    isAvailable: () => isAvailable,
    isInner: (key) => inner()?.key === key,
    gatewayReady: async (ready) => {
      gateway = ready
      await entering
      await enterOnce()
    },
    gatewayDown: () => {
      gateway = undefined
      isAvailable = false
      onChanged()
    },
    revive: enterOnce,
    giveUp: firstTry.resolve,
    firstTry: firstTry.promise,
  }
}
