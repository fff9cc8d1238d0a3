import { useEffect, useState } from 'react'
import type { ShownSticker } from '#shared/models/message-payload.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useAppState } from '../../store/use-app-state.ts'
import type { StickerShelf } from '../../sync/file-actions.ts'

export type ShelfRead =
  | { readonly status: 'loading' }
  | { readonly status: 'failed' }
  | { readonly status: 'ready'; readonly stickers: readonly ShownSticker[] }

/** What stands on a shelf, read whenever it is looked at. */
export function useShelf(shelf: StickerShelf): readonly [ShelfRead, () => void] {
  const { sync } = useAccount()
  const [round, setRound] = useState(0)
  const changes = useAppState((state) => state.stickerChanges)
  const [read, setRead] = useState<{ readonly key: string; readonly is: ShelfRead }>()
  const key = `${shelf} ${round}`
  useEffect(() => {
    let left = false
    void sync.actions.listStickers(shelf).then((outcome) => {
      if (left) return
      if (outcome.status === 'done') setRead({ key, is: { status: 'ready', stickers: outcome.body } })
      else setRead((before) => (before?.key === key ? before : { key, is: { status: 'failed' } }))
    })
    return () => {
      left = true
    }
    // What somebody else does to the stickers is shown as soon as it was read; until then what was there stays.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [sync, shelf, key, changes])
  return [read?.key === key ? read.is : { status: 'loading' }, () => setRound((before) => before + 1)]
}
