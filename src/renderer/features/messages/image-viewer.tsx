import { ChevronLeft, ChevronRight, Download, RotateCw, X, ZoomIn, ZoomOut } from 'lucide-react'
import { useState, type CSSProperties, type KeyboardEvent, type ReactElement } from 'react'
import type { Attachment, Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { addressOf, picturesOf } from '../../parts/files/attachments.tsx'
import { plainName } from '../../parts/files/file-name.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Modal } from '../../ui/modal.tsx'
import { ModalTitle } from '../../ui/modal-title.tsx'
import { useSurroundings } from './message-context.ts'
import { useAuthor } from './use-author.ts'

interface ImageViewerProps {
  readonly message: Message
  /** Among the pictures of the message. */
  readonly index: number
  readonly onIndex: (index: number) => void
  readonly onClose: () => void
}

const ZOOMS = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8] as const
const WHOLE = ZOOMS.indexOf(1)
const QUARTER = 90

interface Look {
  /** The place of the factor in `ZOOMS`. */
  readonly zoom: number
  /** Degrees, growing with each turn so that it always turns the same way round. */
  readonly turn: number
}

const asItIs: Look = { zoom: WHOLE, turn: 0 }

/** A picture under the pointer's wheel, large or turned; one that is larger than the window can be scrolled. */
function Stage({ picture, look }: { readonly picture: Attachment; readonly look: Look }): ReactElement {
  const text = useText()
  const { fileUrl } = useAccount()
  const url = fileUrl(addressOf(picture))
  const [failed, setFailed] = useState(false)
  if (url === undefined || failed) return <p className="viewer-failed">{text.files.imageFailed}</p>
  const style = { '--zoom': ZOOMS[look.zoom] ?? 1, '--turn': `${look.turn}deg` } as CSSProperties
  return (
    <div className="viewer-stage" style={style}>
      <img src={url} alt={plainName(picture.filename)} draggable={false} onError={() => setFailed(true)} />
    </div>
  )
}

interface BarProps {
  readonly look: Look
  readonly onLook: (look: Look) => void
  readonly picture: Attachment
}

function Bar({ look, onLook, picture }: BarProps): ReactElement {
  const text = useText()
  const { onSave } = useSurroundings()
  const { zoom, turn } = look
  return (
    <div className="viewer-bar" role="toolbar" aria-label={text.files.kinds.image}>
      <IconButton
        icon={ZoomOut}
        label={text.files.zoomOut}
        shortcut="-"
        disabled={zoom === 0}
        onClick={() => onLook({ zoom: zoom - 1, turn })}
      />
      <output className="viewer-zoom">{Math.round((ZOOMS[zoom] ?? 1) * 100)} %</output>
      <IconButton
        icon={ZoomIn}
        label={text.files.zoomIn}
        shortcut="+"
        disabled={zoom === ZOOMS.length - 1}
        onClick={() => onLook({ zoom: zoom + 1, turn })}
      />
      <IconButton
        icon={RotateCw}
        label={text.files.rotate}
        shortcut="R"
        onClick={() => onLook({ zoom, turn: turn + QUARTER })}
      />
      <hr />
      <IconButton
        icon={Download}
        label={text.files.save(plainName(picture.filename))}
        onClick={() => onSave(picture)}
      />
    </div>
  )
}

/** A message's pictures over everything, one at a time: larger, turned, kept. Dark in both themes. */
export function ImageViewer({ message, index, onIndex, onClose }: ImageViewerProps): ReactElement | null {
  const text = useText()
  const { time } = useSurroundings()
  const [look, setLook] = useState(asItIs)
  const author = useAuthor(message)
  const pictures = picturesOf(message.attachments)
  const picture = pictures[index]
  if (picture === undefined) return null

  function goTo(next: number): void {
    if (next < 0 || next >= pictures.length) return
    setLook(asItIs)
    onIndex(next)
  }

  function onKeyDown({ key }: KeyboardEvent): void {
    const zoomTo = (zoom: number): void => setLook({ ...look, zoom: Math.max(0, Math.min(ZOOMS.length - 1, zoom)) })
    if (key === 'ArrowLeft') goTo(index - 1)
    else if (key === 'ArrowRight') goTo(index + 1)
    else if (key === '+' || key === '=') zoomTo(look.zoom + 1)
    else if (key === '-') zoomTo(look.zoom - 1)
    else if (key === 'r' || key === 'R') setLook({ ...look, turn: look.turn + QUARTER })
  }

  return (
    <Modal open onOpenChange={(open) => (open ? undefined : onClose())} place="center" className="viewer">
      {/* Keys of the whole surface; each has its button as well. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className="viewer-frame" data-theme="dark" onKeyDown={onKeyDown}>
        <header className="viewer-top">
          <ModalTitle className="viewer-title">{text.files.viewer(index + 1, pictures.length)}</ModalTitle>
          <p className="viewer-words">
            <bdi className="viewer-name">{plainName(picture.filename)}</bdi>{' '}
            <bdi>{author?.username ?? text.messages.deletedPerson}</bdi>, {time.full(message.createdAt)}
          </p>
          {pictures.length > 1 ? <span>{text.files.position(index + 1, pictures.length)}</span> : null}
          <IconButton icon={X} label={text.ui.close} shortcut="Esc" tooltipSide="bottom" onClick={onClose} />
        </header>
        <div className="viewer-middle">
          <Stage key={addressOf(picture)} picture={picture} look={look} />
          {pictures.length > 1 ? (
            <>
              <IconButton
                icon={ChevronLeft}
                className="viewer-nav viewer-previous"
                label={text.files.previous}
                disabled={index === 0}
                onClick={() => goTo(index - 1)}
              />
              <IconButton
                icon={ChevronRight}
                className="viewer-nav viewer-next"
                label={text.files.next}
                disabled={index === pictures.length - 1}
                onClick={() => goTo(index + 1)}
              />
            </>
          ) : null}
        </div>
        <Bar look={look} onLook={setLook} picture={picture} />
      </div>
    </Modal>
  )
}
