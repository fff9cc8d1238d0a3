import { useEffect, useState } from 'react'
import type { ShownSticker } from '#shared/models/message-payload.ts'
import { useAccount } from '../../accounts/account-context.ts'
import type { StickerShelf } from '../../sync/file-actions.ts'

export type ShelfRead =
  | { readonly status: 'loading' }
  | { readonly status: 'failed' }
  | { readonly status: 'ready'; readonly stickers: readonly ShownSticker[] }

/** What stands on a shelf, read whenever it is looked at. */
export function useShelf(shelf: StickerShelf): readonly [ShelfRead, () => void] {
  const { sync } = useAccount()
  const [round, setRound] = useState(0)
  const [read, setRead] = useState<{ readonly key: string; readonly is: ShelfRead }>()
  const key = `${shelf} ${round}`
  useEffect(() => {
    let left = false
    void sync.actions.listStickers(shelf).then((outcome) => {
      if (left) return
      setRead({
        key,
        is: outcome.status === 'done' ? { status: 'ready', stickers: outcome.body } : { status: 'failed' },
      })
    })
    return () => {
      left = true
    }
  }, [sync, shelf, key])
  return [read?.key === key ? read.is : { status: 'loading' }, () => setRound((before) => before + 1)]
}
