import { Plus } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import type { ServerId } from '#shared/models/ids.ts'
import type { ShownSticker } from '#shared/models/message-payload.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { describeOutcome } from '../../i18n/describe-outcome.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { addressOf } from '../../parts/files/attachments.tsx'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { usePictureChoice } from '../../ui/use-picture-choice.ts'

type Shelf = ServerId | 'own'

interface StickerPickerProps {
  /** Undefined in direct messages: only one's own are there. */
  readonly serverId: ServerId | undefined
  readonly onChoose: (sticker: ShownSticker) => void
}

type Read =
  | { readonly status: 'loading' }
  | { readonly status: 'failed' }
  | { readonly status: 'ready'; readonly stickers: readonly ShownSticker[] }

/** What stands on a shelf, read whenever it is looked at. */
function useShelf(shelf: Shelf): readonly [Read, () => void] {
  const { sync } = useAccount()
  const [round, setRound] = useState(0)
  const [read, setRead] = useState<{ readonly key: string; readonly is: Read }>()
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

interface ShelfProps {
  readonly shelf: Shelf
  readonly read: Read
  readonly onAgain: () => void
  readonly onChoose: (sticker: ShownSticker) => void
}

function StickerGrid({ shelf, read, onAgain, onChoose }: ShelfProps): ReactElement {
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
  return (
    <ul className="stickers-grid">
      {read.stickers.map((sticker) => (
        <li key={sticker._id}>
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
}

/** A picture from this computer becomes a sticker, named as its file is. */
function AddSticker({ onAdded }: { readonly onAdded: () => void }): ReactElement {
  const text = useText()
  const toast = useToast()
  const { sync } = useAccount()
  const [busy, setBusy] = useState(false)

  async function add(picture: File): Promise<void> {
    setBusy(true)
    const outcome = await sync.actions.addSticker(picture, picture.name.replace(/\.\w+$/, ''))
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
  const [shelf, setShelf] = useState<Shelf>(serverId ?? 'own')
  const [read, again] = useShelf(shelf)
  const shelves: readonly (readonly [Shelf, string])[] = [
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
        {shelf === 'own' ? <AddSticker onAdded={again} /> : null}
      </div>
      <StickerGrid shelf={shelf} read={read} onAgain={again} onChoose={onChoose} />
    </div>
  )
}
