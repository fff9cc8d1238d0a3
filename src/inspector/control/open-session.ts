import { sessionAnswer } from '#shared/simulator/control.ts'
import { ControlError } from './control-error.ts'
import { createControlLine } from './control-line.ts'

const KEPT = 'mew-inspector-token'

export interface Surroundings {
  readonly location: Pick<Location, 'hash' | 'pathname'>
  readonly history: Pick<History, 'replaceState'>
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  readonly fetch?: typeof fetch
}

export type Opened = { readonly token: string } | { readonly refused: string }

const NO_CODE = 'This address has no code.'

/**
 * The token of this page: for the one-time code that its address came with, else the one it has been given already. The code
 * leaves the address at once, so that it stands in no history.
 */
export async function openSession({ location, history, storage, fetch }: Surroundings): Promise<Opened> {
  const code = /^#code=(.+)$/.exec(location.hash)?.[1]
  if (code === undefined) {
    const token = storage.getItem(KEPT)
    return token === null ? { refused: NO_CODE } : { token }
  }
  history.replaceState(null, '', location.pathname)
  try {
    const line = createControlLine(fetch === undefined ? {} : { fetch })
    const { token } = await line.ask({ call: 'POST /session', body: { code }, answer: sessionAnswer })
    storage.setItem(KEPT, token)
    return { token }
  } catch (error) {
    if (error instanceof ControlError) return { refused: `${error.message}.` }
    throw error
  }
}

export const forgetSession = ({ storage }: Pick<Surroundings, 'storage'>): void => storage.removeItem(KEPT)
