import { Sticker } from 'lucide-react'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Popover } from '../../ui/popover.tsx'

const StickerPicker = lazy(async () => ({ default: (await import('./sticker-picker.tsx')).StickerPicker }))

interface StickerButtonProps {
  readonly channelId: ChannelId
  readonly serverId: ServerId | undefined
  readonly onSent: () => void
}

/** Opens the stickers; a chosen one is sent at once, and what was typed stays. */
export function StickerButton({ channelId, serverId, onSent }: StickerButtonProps): ReactElement {
  const text = useText()
  const { sync } = useAccount()
  const [open, setOpen] = useState(false)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={text.files.stickers}
      trigger={<IconButton icon={Sticker} label={text.files.stickers} />}
    >
      <Suspense fallback={<div className="stickers" />}>
        <StickerPicker
          serverId={serverId}
          onChoose={(sticker) => {
            sync.outbox.send({ channelId, content: '', sticker })
            setOpen(false)
            onSent()
          }}
        />
      </Suspense>
    </Popover>
  )
}
