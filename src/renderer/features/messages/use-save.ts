import { useCallback } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import type { Attachment } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { describeOutcome } from '../../i18n/describe-outcome.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { plainName } from '../../parts/files/file-name.ts'
import { saveFile } from '../../parts/save-file.ts'
import { useToast } from '../../ui/toasts.tsx'

/** Gets a file of a channel and hands it to the browser, or says why there is nothing to hand over. */
export function useSave(channelId: ChannelId): (attachment: Attachment) => void {
  const text = useText()
  const toast = useToast()
  const { sync } = useAccount()
  return useCallback(
    (attachment) => {
      const name = plainName(attachment.filename)
      async function save(): Promise<void> {
        const outcome = await sync.actions.downloadFile(channelId, attachment.key ?? '')
        if (outcome.status === 'done') saveFile(outcome.body, name)
        else toast({ tone: 'bad', text: text.files.saveFailed(name, describeOutcome(text, outcome)) })
      }
      void save()
    },
    [channelId, sync, text, toast],
  )
}
