import { Forward } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Attachment, Message } from '#shared/models/message.ts'
import { cardOf, embedsOf, forwardOf, type ShownCard, type ShownForward } from '#shared/models/message-cards.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useLanguage, useText } from '../../i18n/text-provider.tsx'
import { fileKind } from '../../parts/files/file-kind.ts'
import { plainName } from '../../parts/files/file-name.ts'
import { KindIcon } from '../../parts/files/kind-icon.tsx'
import { StickerPicture } from '../../parts/files/sticker-picture.tsx'
import { formatSize } from '../../parts/format-size.ts'
import { safeUrl } from '../../parts/message-body/find-url.ts'
import { useSurroundings } from './message-context.ts'
import { FORWARD_TYPE, isUnknownKind } from './message-kinds.ts'
import { PlainText } from './message-text.tsx'

/** More of them say nothing that the text does not. */
const MOST_EMBEDS = 4

interface OpenProps {
  readonly url: string
  readonly shown: string
  readonly className: string
}

/** A text that leads somewhere, where it leads anywhere; like every link it may be asked about first. */
function Opening({ url, shown, className }: OpenProps): ReactElement {
  const { onOpenLink } = useSurroundings()
  const target = safeUrl(url)
  if (target === undefined) return <bdi className={className}>{shown}</bdi>
  return (
    <button type="button" className={`${className} card-open`} title={target} onClick={() => onOpenLink(target, shown)}>
      <bdi>{shown}</bdi>
    </button>
  )
}

/** What somebody else says of a page, or of whatever a card is about. Nothing of it is fetched. */
function Card({ card }: { readonly card: ShownCard }): ReactElement {
  const host = safeUrl(card.url) === undefined ? '' : (URL.parse(card.url)?.host ?? '')
  const site = card.siteName.trim() === '' ? host : card.siteName
  return (
    <section className="card">
      {site === '' ? null : <bdi className="card-site">{site}</bdi>}
      {card.title.trim() === '' ? null : <Opening url={card.url} shown={card.title} className="card-title" />}
      {card.description.trim() === '' ? null : <p className="card-text">{card.description}</p>}
    </section>
  )
}

/** A file of a forwarded message: it stays where it is. */
function ForwardedFile({ file }: { readonly file: Attachment }): ReactElement {
  const language = useLanguage()
  return (
    <li className="card-file">
      <KindIcon kind={fileKind(file)} />
      <Opening url={file.url ?? ''} shown={plainName(file.filename)} className="card-file-name" />
      <span className="card-site">{formatSize(file.size, language)}</span>
    </li>
  )
}

/** A message from elsewhere, as whoever forwarded it says it was: that it is so nobody has checked. */
function Forwarded({ forward }: { readonly forward: ShownForward }): ReactElement {
  const text = useText()
  const { fileUrl } = useAccount()
  const { onOpenLink } = useSurroundings()
  const { from, author, content, files, sticker } = forward
  return (
    <section className="card" aria-label={text.messages.forwarded}>
      <p className="card-site card-from">
        <Forward className="icon-inline" aria-hidden="true" />
        <span>{from.trim() === '' ? text.messages.forwarded : text.messages.forwardedFrom(from)}</span>
      </p>
      {author.trim() === '' ? null : <bdi className="card-author">{author}</bdi>}
      {content === '' ? null : <PlainText content={content} />}
      {sticker === undefined ? null : <StickerPicture sticker={sticker} fileUrl={fileUrl} onOpenLink={onOpenLink} />}
      {files.length === 0 ? null : (
        <ul className="card-files">
          {files.map((file, index) => (
            // A message keeps its files in their order for good.
            // oxlint-disable-next-line react/no-array-index-key
            <ForwardedFile key={index} file={file} />
          ))}
        </ul>
      )}
    </section>
  )
}

/** Cards below what a message says: pages it names, a message it shows, or what there is of a kind nobody knows. */
export function MessageCards({ message }: { readonly message: Message }): ReactElement | null {
  const { type, payload } = message
  const forward = type === FORWARD_TYPE ? forwardOf(payload) : undefined
  const unknown = isUnknownKind(type) ? cardOf(payload) : undefined
  const cards = [...(unknown === undefined ? [] : [unknown]), ...embedsOf(payload).slice(0, MOST_EMBEDS)]
  return (
    <>
      {forward === undefined ? null : <Forwarded forward={forward} />}
      {cards.map((card, index) => (
        // As above.
        // oxlint-disable-next-line react/no-array-index-key
        <Card key={index} card={card} />
      ))}
    </>
  )
}
