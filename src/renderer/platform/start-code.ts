import type { UserSelf } from '#shared/models/user.ts'
import { enterByCode } from './page-auth.ts'

export interface StartCode {
  /** Who comes in by the code of the page's address; undefined: nobody. Rejects where the gateway does not say. */
  readonly enter: () => Promise<UserSelf | undefined>
  /** The gateway knew it no more. */
  readonly isOutdated: () => boolean
}

/** The code out of `/#start=…`. The fragment goes at once, so that it stands in no history and no bookmark. */
function takeStartCode(): string | undefined {
  const match = /^#start=([\w-]{16,64})$/.exec(location.hash)
  if (match === null) return undefined
  history.replaceState(history.state, '', location.pathname + location.search)
  return match[1]
}

/** The code is held until the gateway has answered: whoever it lets in has no other way. */
export function createStartCode(): StartCode {
  let held: string | undefined
  let isOutdated = false
  return {
    enter: async () => {
      held = takeStartCode() ?? held
      if (held === undefined) return undefined
      const entered = await enterByCode(held)
      held = undefined
      isOutdated = entered === undefined
      return entered
    },
    isOutdated: () => isOutdated,
  }
}
