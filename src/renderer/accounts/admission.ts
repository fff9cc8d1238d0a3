import type { GatewayLink } from '../platform/gateway-link.ts'

/**
 * Stands before a link until the gateway has said that it is still the same person who is signed in: nothing may go out
 * in the name of somebody whose cookies may be another's by now.
 */
export interface Admission {
  readonly request: GatewayLink['request']
  readonly upload: GatewayLink['upload']
  /** The gateway has said so. */
  readonly admit: () => void
  /** It does not answer: what waits is lost, as anything is that gets no answer. */
  readonly refuse: () => void
}

type Asked = 'asking' | 'away' | 'admitted'

export function createAdmission(link: GatewayLink, isAdmitted: boolean): Admission {
  let asked: Asked = isAdmitted ? 'admitted' : 'asking'
  let answered = Promise.withResolvers<void>()

  function decide(now: Asked): void {
    asked = now
    answered.resolve()
    answered = Promise.withResolvers<void>()
  }

  async function admitted(): Promise<void> {
    if (asked === 'asking') await answered.promise
    if (asked !== 'admitted') throw new TypeError('The gateway has not said who is signed in')
  }

  return {
    request: async (path, init) => {
      if (asked !== 'admitted') await admitted()
      init?.signal?.throwIfAborted()
      return link.request(path, init)
    },
    upload: async (path, form, options) => {
      if (asked !== 'admitted') await admitted()
      options.signal.throwIfAborted()
      return link.upload(path, form, options)
    },
    admit: () => {
      decide('admitted')
    },
    refuse: () => {
      if (asked !== 'admitted') decide('away')
    },
  }
}
