import { Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { ServerId } from '#shared/models/ids.ts'
import type { ShownSticker } from '#shared/models/message-payload.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { describeOutcome } from '../../i18n/describe-outcome.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { mayInServer } from '../../store/selectors/members.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { Button } from '../../ui/button.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { usePictureChoice } from '../../ui/use-picture-choice.ts'
import { StickerDialogs, type Asked } from './sticker-dialogs.tsx'
import { StickerGrid } from './sticker-grid.tsx'
import type { StickerShelf } from '../../sync/file-actions.ts'
import { useShelf } from './use-shelf.ts'

interface StickerPickerProps {
  /** Undefined in direct messages: only one's own are there. */
  readonly serverId: ServerId | undefined
  readonly onChoose: (sticker: ShownSticker) => void
}

/** A picture from this computer becomes a sticker, named as its file is. */
function AddSticker({ shelf, onAdded }: { readonly shelf: StickerShelf; readonly onAdded: () => void }): ReactElement {
  const text = useText()
  const toast = useToast()
  const { sync } = useAccount()
  const [busy, setBusy] = useState(false)

  async function add(picture: File): Promise<void> {
    setBusy(true)
    const outcome = await sync.actions.addSticker(shelf, picture, picture.name.replace(/\.\w+$/, ''))
    setBusy(false)
    if (outcome.status === 'done') onAdded()
    else toast({ tone: 'bad', text: describeOutcome(text, outcome) })
  }

  const choose = usePictureChoice((picture) => void add(picture))

  return (
    <Button size="small" icon={Plus} busy={busy} onClick={choose}>
      {text.files.addSticker}
    </Button>
  )
}

/** The stickers one can send here: the server's, and one's own. */
export function StickerPicker({ serverId, onChoose }: StickerPickerProps): ReactElement {
  const text = useText()
  const [shelf, setShelf] = useState<StickerShelf>(serverId ?? 'own')
  const [read, again] = useShelf(shelf)
  const mayManage = useAppState((state) => shelf === 'own' || mayInServer(state, shelf, 'MANAGE_STICKERS'))
  const [asked, setAsked] = useState<Asked>()
  const deeds = {
    onRename: (sticker: ShownSticker) => setAsked({ what: 'rename', sticker }),
    onDelete: (sticker: ShownSticker) => setAsked({ what: 'delete', sticker }),
  }
  const shelves: readonly (readonly [StickerShelf, string])[] = [
    ...(serverId === undefined ? [] : [[serverId, text.files.stickersOfServer] as const]),
    ['own', text.files.stickersOwn],
  ]
  return (
    <div className="stickers">
      <div className="stickers-top">
        {shelves.map(([id, name]) => (
          <Button
            key={id}
            size="small"
            variant={id === shelf ? 'default' : 'quiet'}
            aria-pressed={id === shelf}
            onClick={() => setShelf(id)}
          >
            {name}
          </Button>
        ))}
        <span className="flex-1" />
        {mayManage ? <AddSticker shelf={shelf} onAdded={again} /> : null}
      </div>
      <StickerGrid
        shelf={shelf}
        read={read}
        deeds={mayManage ? deeds : undefined}
        onAgain={again}
        onChoose={onChoose}
      />
      <StickerDialogs shelf={shelf} asked={asked} onClose={() => setAsked(undefined)} onDone={again} />
    </div>
  )
}
