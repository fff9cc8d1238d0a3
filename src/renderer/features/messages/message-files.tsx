import type { ReactElement } from 'react'
import type { Message } from '#shared/models/message.ts'
import { stickerOf, voiceOf } from '#shared/models/message-payload.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Attachments } from '../../parts/files/attachments.tsx'
import { StickerPicture } from '../../parts/files/sticker-picture.tsx'
import { useSurroundings } from './message-context.ts'

/** A recording is a file like any other, with the name of what it is. */
function filesOf(message: Message, voiceName: string): Message['attachments'] {
  const voice = message.type === 'message/voice' ? voiceOf(message.payload) : undefined
  if (voice === undefined) return message.attachments
  return [
    { ...voice, filename: `${voiceName}${/\.\w{1,5}$/.exec(voice.key ?? '')?.[0] ?? ''}` },
    ...message.attachments,
  ]
}

/** What a message has beside its words: files, a sticker, a recording. */
export function MessageFiles({ message }: { readonly message: Message }): ReactElement | null {
  const text = useText()
  const { fileUrl } = useAccount()
  const { onOpenLink, onViewImage, onSave } = useSurroundings()
  const sticker = message.type === 'message/sticker' ? stickerOf(message.payload) : undefined
  const attachments = filesOf(message, text.files.voice)
  return (
    <>
      {sticker === undefined ? null : <StickerPicture sticker={sticker} fileUrl={fileUrl} onOpenLink={onOpenLink} />}
      {attachments.length === 0 ? null : (
        <Attachments
          attachments={attachments}
          fileUrl={fileUrl}
          onOpenImage={(index) => onViewImage(message, index)}
          onSave={onSave}
          onOpenLink={onOpenLink}
        />
      )}
    </>
  )
}
