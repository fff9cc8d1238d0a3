import { FilePen, Paperclip, Reply, Trash2 } from 'lucide-react'
import { useId, useMemo, useState, type ReactElement } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import type { TimeFormat } from '../../parts/format-time.ts'
import { PlaceTitle } from '../../parts/place-title.tsx'
import { messageText } from '../../parts/message-body/message-text.ts'
import { useNow } from '../../parts/use-now.ts'
import { draftList, type ListedDraft } from '../../store/selectors/drafts.ts'
import { namesIn } from '../../store/selectors/names.ts'
import { selectPlaceName } from '../../store/selectors/outbox.ts'
import { useAppList, useAppState } from '../../store/use-app-state.ts'
import type { Sync } from '../../sync/sync.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'

interface DraftsDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly time: TimeFormat
  readonly onOpenChannel: (channelId: ChannelId) => void
}

/** Text, files and whom it answers: all of it. */
function giveUp({ drafts, uploads }: Pick<Sync, 'drafts' | 'uploads'>, { channelId, files }: ListedDraft): void {
  for (const id of files) uploads.remove(id)
  drafts.clear(channelId)
}

/** What is in it, in a few words. */
function Summary({ draft }: { readonly draft: ListedDraft }): ReactElement {
  const text = useText()
  const people = useAppState((state) => state.people)
  const places = useAppState((state) => state.places)
  const { files, referencedMessageId } = draft
  const words = messageText(draft.text, {
    names: namesIn({ people, places }),
    unknownPerson: text.messages.unknownPerson,
  })
  const isReply = referencedMessageId !== undefined
  const isBare = words === '' && files.length === 0
  return (
    <>
      {words === '' ? null : (
        <span className="draft-words" dir="auto">
          {words}
        </span>
      )}
      {files.length > 0 || isReply ? (
        <span className="draft-with">
          {isReply ? (
            <>
              <Reply className="icon-inline" aria-hidden="true" />
              <span>{isBare ? text.drafts.onlyReply : text.drafts.answers}</span>
            </>
          ) : null}
          {files.length > 0 ? (
            <>
              <Paperclip className="icon-inline" aria-hidden="true" />
              <span>{text.drafts.files(files.length)}</span>
            </>
          ) : null}
        </span>
      ) : null}
    </>
  )
}

interface DraftRowProps extends Pick<DraftsDialogProps, 'time' | 'onOpenChannel'> {
  readonly draft: ListedDraft
  readonly now: Date
  readonly isDiscarded: boolean
  readonly onDiscard: (isDiscarded: boolean) => void
}

/** It stands in the place of the button that was pressed. */
const focusIt = (button: HTMLButtonElement | null): void => button?.focus()

function DraftRow(props: DraftRowProps): ReactElement {
  const { draft, time, now, isDiscarded, onDiscard, onOpenChannel } = props
  const text = useText()
  const goneId = useId()
  const { channelId, changedAt } = draft
  const { kind, name = text.outbox.unknownPlace, server } = useAppList((state) => selectPlaceName(state, channelId))
  if (isDiscarded) {
    return (
      <li className="draft-row draft-gone">
        <p id={goneId}>{text.drafts.discarded}</p>
        <Button ref={focusIt} aria-describedby={goneId} size="small" variant="quiet" onClick={() => onDiscard(false)}>
          {text.drafts.undo}
        </Button>
      </li>
    )
  }
  const at = new Date(changedAt).toISOString()
  return (
    <li className="draft-row">
      <button
        type="button"
        className="draft-open"
        aria-label={text.drafts.open(name)}
        onClick={() => onOpenChannel(channelId)}
      >
        <span className="draft-top">
          <PlaceTitle kind={kind} name={name} server={server} />
          {changedAt === 0 ? null : <time dateTime={at}>{time.short(at, now)}</time>}
        </span>
        <Summary draft={draft} />
      </button>
      <IconButton size="small" icon={Trash2} label={text.drafts.discard(name)} onClick={() => onDiscard(true)} />
    </li>
  )
}

interface DraftRowsProps extends Pick<DraftsDialogProps, 'time' | 'onOpenChannel'> {
  readonly discarded: ReadonlySet<string>
  readonly onDiscard: (channelId: string, isDiscarded: boolean) => void
}

function DraftRows({ discarded, onDiscard, ...rest }: DraftRowsProps): ReactElement {
  const text = useText()
  const now = useNow(30_000)
  const drafts = useAppState((state) => state.drafts)
  const draftFiles = useAppState((state) => state.draftFiles)
  const list = useMemo(() => draftList({ drafts, draftFiles }), [drafts, draftFiles])
  if (list.length === 0) return <EmptyState icon={FilePen} title={text.drafts.empty} text={text.drafts.emptyText} />
  return (
    <ul>
      {list.map((draft) => (
        <DraftRow
          key={draft.channelId}
          draft={draft}
          now={now}
          isDiscarded={discarded.has(draft.channelId)}
          onDiscard={(isDiscarded) => onDiscard(draft.channelId, isDiscarded)}
          {...rest}
        />
      ))}
    </ul>
  )
}

/** Everything that is written and not sent. What is discarded can be had back until the list is closed. */
export function DraftsDialog({ open, onClose, time, onOpenChannel }: DraftsDialogProps): ReactElement {
  const text = useText()
  const { sync, store } = useAccount()
  const [discarded, setDiscarded] = useState<ReadonlySet<string>>(new Set())

  function close(): void {
    for (const draft of draftList(store.get())) if (discarded.has(draft.channelId)) giveUp(sync, draft)
    setDiscarded(new Set())
    onClose()
  }

  function discard(channelId: string, isDiscarded: boolean): void {
    const others = [...discarded].filter((id) => id !== channelId)
    setDiscarded(new Set(isDiscarded ? [...others, channelId] : others))
  }

  return (
    <Dialog open={open} onOpenChange={close} title={text.drafts.title} closable initialFocus="surface">
      <div className="drafts">
        <DraftRows
          time={time}
          discarded={discarded}
          onDiscard={discard}
          onOpenChannel={(channelId) => {
            close()
            onOpenChannel(channelId)
          }}
        />
      </div>
    </Dialog>
  )
}
