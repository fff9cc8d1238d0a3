import type { AccountStore } from '../store/store.ts'
import type { Seat } from './seat.ts'

/** Which of an account's pages sends a file up: several show it, one sends it. */
export interface UploadTurns {
  readonly isMine: (id: string) => boolean
  /** The disk took none of its bytes: no other page can send it. */
  readonly keepHere: (id: string) => void
  /** It was attached in another page that is at it. */
  readonly follow: (ids: readonly string[]) => void
}

interface TurnsOptions {
  readonly store: Pick<AccountStore, 'get'>
  readonly seat: Pick<Seat, 'isShared' | 'isMine'>
}

export function createUploadTurns({ store, seat }: TurnsOptions): UploadTurns {
  const here = new Set<string>()
  const followed = new Set<string>()

  const isSentHere = (id: string): boolean =>
    Object.values(store.get().pending).some((list) => list.some(({ files }) => files?.includes(id)))

  return {
    // Pages that cannot be told apart send what was attached or sent in them.
    isMine: (id) => (seat.isShared ? seat.isMine() || here.has(id) : !followed.has(id) || isSentHere(id)),
    keepHere: (id) => {
      here.add(id)
    },
    follow: (ids) => {
      for (const id of ids) followed.add(id)
    },
  }
}
