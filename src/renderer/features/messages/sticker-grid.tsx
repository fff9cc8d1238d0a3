import { Pencil, Trash2 } from 'lucide-react'
import { useState, type MouseEvent, type ReactElement } from 'react'
import type { ShownSticker } from '#shared/models/message-payload.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { addressOf } from '../../parts/files/attachments.tsx'
import { Button } from '../../ui/button.tsx'
import { ContextMenu } from '../../ui/menu.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import type { StickerShelf } from '../../sync/file-actions.ts'
import type { ShelfRead } from './use-shelf.ts'

interface StickerGridProps {
  readonly shelf: StickerShelf
  readonly read: ShelfRead
  /** What one may do to these stickers beside sending them; undefined: nothing. */
  readonly deeds: StickerDeeds | undefined
  readonly onAgain: () => void
  readonly onChoose: (sticker: ShownSticker) => void
}

export interface StickerDeeds {
  readonly onRename: (sticker: ShownSticker) => void
  readonly onDelete: (sticker: ShownSticker) => void
}

interface WithMenuProps {
  readonly stickers: readonly ShownSticker[]
  readonly deeds: StickerDeeds
  readonly children: ReactElement
}

/** The menu of whichever sticker is under the pointer or has the focus. */
function WithMenu({ stickers, deeds, children }: WithMenuProps): ReactElement {
  const text = useText()
  const [sticker, setSticker] = useState<ShownSticker>()

  function choose(event: MouseEvent): void {
    const item = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-sticker]') : null
    const pointed = stickers.find(({ _id }) => _id === item?.dataset['sticker'])
    if (pointed === undefined) event.preventDefault()
    setSticker(pointed)
  }

  const items = (target: ShownSticker): Parameters<typeof ContextMenu>[0]['items'] => [
    { id: 'rename', label: text.files.renameSticker, icon: Pencil, onSelect: () => deeds.onRename(target) },
    {
      id: 'delete',
      label: text.files.deleteSticker,
      icon: Trash2,
      danger: true,
      onSelect: () => deeds.onDelete(target),
    },
  ]

  return (
    <ContextMenu items={sticker === undefined ? [] : items(sticker)} onContextMenu={choose}>
      {children}
    </ContextMenu>
  )
}

/** The stickers of one shelf, or why there are none to see. */
export function StickerGrid({ shelf, read, deeds, onAgain, onChoose }: StickerGridProps): ReactElement {
  const text = useText()
  const { fileUrl } = useAccount()
  if (read.status === 'loading') {
    return (
      <div className="stickers-note">
        <Spinner />
      </div>
    )
  }
  if (read.status === 'failed') {
    return (
      <div className="stickers-note" role="alert">
        <p>{text.files.stickersFailed}</p>
        <Button size="small" onClick={onAgain}>
          {text.ui.tryAgain}
        </Button>
      </div>
    )
  }
  if (read.stickers.length === 0) {
    return <p className="stickers-note">{shelf === 'own' ? text.files.noOwnStickers : text.files.noServerStickers}</p>
  }
  const { stickers } = read
  const list = (
    <ul className="stickers-grid">
      {stickers.map((sticker) => (
        <li key={sticker._id} data-sticker={sticker._id}>
          <button
            type="button"
            className="stickers-one"
            aria-label={text.files.sendSticker(sticker.name)}
            title={sticker.name}
            onClick={() => onChoose(sticker)}
          >
            <img src={fileUrl(addressOf(sticker))} alt="" loading="lazy" draggable={false} />
          </button>
        </li>
      ))}
    </ul>
  )
  if (deeds === undefined) return list
  return (
    <WithMenu stickers={stickers} deeds={deeds}>
      {list}
    </WithMenu>
  )
}
