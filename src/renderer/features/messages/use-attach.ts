import { useCallback } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { plainName } from '../../parts/files/file-name.ts'
import { useAccountStore } from '../../store/use-app-state.ts'
import { useToast } from '../../ui/toasts.tsx'

/** As many as a message can have (MB-16, R8). */
export const MOST_FILES = 50

/** What a drop or a clipboard holds: files, and the names of folders, which cannot be sent as one. */
export interface Offered {
  readonly files: readonly File[]
  readonly folders: readonly string[]
}

/** What there is in a drop or on the clipboard, as far as it can be attached. */
export function offeredBy(data: DataTransfer): Offered {
  const folders = new Set<string>()
  for (const item of data.items) {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null
    if (entry?.isDirectory === true) folders.add(entry.name)
  }
  return { files: [...data.files].filter((file) => !folders.has(file.name)), folders: [...folders] }
}

/** Attaches files to a channel's draft, and says of those it cannot attach why. */
export function useAttach(channelId: ChannelId, mayAttach: boolean): (offered: Offered) => void {
  const text = useText()
  const toast = useToast()
  const store = useAccountStore()
  const { sync } = useAccount()
  return useCallback(
    ({ files, folders }) => {
      const refuse = (words: string): void => {
        toast({ tone: 'bad', text: words })
      }
      if (!mayAttach) {
        refuse(text.files.mayNotAttach)
        return
      }
      for (const folder of folders) refuse(text.files.folder(plainName(folder)))
      const room = MOST_FILES - (store.get().draftFiles[channelId] ?? []).length
      if (files.length > room) refuse(text.files.tooMany(MOST_FILES))
      if (room > 0 && files.length > 0) sync.uploads.add(channelId, files.slice(0, room))
    },
    [channelId, mayAttach, store, sync, text, toast],
  )
}
