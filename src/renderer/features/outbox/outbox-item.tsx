import { Clock, Eraser, MessageSquare, Paperclip, Pencil, SmilePlus, Sticker, type LucideIcon } from 'lucide-react'
import { useId, useState, type ReactElement } from 'react'
import { useAccount } from '../../accounts/account-context.ts'
import type { Catalogue } from '../../i18n/catalogue.ts'
import { describeDelivery } from '../../i18n/describe-delivery.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { DeliveryState } from '../../parts/delivery-state.tsx'
import { EditField } from '../../parts/edit-field.tsx'
import { plainName } from '../../parts/files/file-name.ts'
import type { TimeFormat } from '../../parts/format-time.ts'
import { messageText } from '../../parts/message-body/message-text.ts'
import type { KeptItem } from '../../store/kept.ts'
import { selectMessage } from '../../store/selectors/messages.ts'
import { namesIn } from '../../store/selectors/names.ts'
import { isUnsettled } from '../../store/selectors/outbox.ts'
import { useAppList, useAppState } from '../../store/use-app-state.ts'
import { Button } from '../../ui/button.tsx'
import { changeWords, goOnBy, mayChangeWords, waysOn } from '../../sync/ways-on.ts'

interface OutboxItemProps {
  readonly item: KeptItem
  readonly time: TimeFormat
  readonly now: Date
}

const icons: Readonly<Record<KeptItem['kind'], LucideIcon>> = {
  message: MessageSquare,
  edit: Pencil,
  reaction: SmilePlus,
  retraction: Eraser,
}

function ItemIcon({ item }: { readonly item: KeptItem }): ReactElement {
  const Icon = item.kind === 'message' && item.sticker !== undefined ? Sticker : icons[item.kind]
  return <Icon className="icon-inline outbox-icon" aria-hidden="true" />
}

/** What was done, in a few words. */
function deedOf(text: Catalogue, item: KeptItem): string {
  if (item.kind === 'message')
    return item.sticker === undefined ? text.outbox.kinds.message : text.outbox.sticker(item.sticker.name)
  if (item.kind !== 'reaction') return text.outbox.kinds[item.kind]
  return item.isOn ? text.outbox.reaction(item.emoji) : text.outbox.reactionOff(item.emoji)
}

const wordsIn = (item: KeptItem): string => (item.kind === 'message' || item.kind === 'edit' ? item.content : '')

/** What the message says that a reaction or a retraction is meant for, where it was read. */
function useTargetWords(item: KeptItem): string {
  return useAppState((state) => {
    if (item.kind === 'message' || item.kind === 'edit' || !('messageId' in item.target)) return ''
    return selectMessage(state, item.channelId, item.target.messageId)?.content ?? ''
  })
}

/** The words as they are read: mentions by name. */
function usePlainWords(): (words: string) => string {
  const text = useText()
  const people = useAppState((state) => state.people)
  const places = useAppState((state) => state.places)
  return (words) =>
    messageText(words, { names: namesIn({ people, places }), unknownPerson: text.messages.unknownPerson })
}

function Files({ item }: { readonly item: KeptItem }): ReactElement | null {
  const names = useAppList((state) =>
    (item.kind === 'message' ? (item.files ?? []) : []).flatMap((id) => state.outgoing[id]?.name ?? []),
  )
  if (names.length === 0) return null
  return (
    <p className="outbox-files">
      <Paperclip className="icon-inline" aria-hidden="true" />
      <bdi className="truncate">{names.map(plainName).join(', ')}</bdi>
    </p>
  )
}

function Words({ item }: { readonly item: KeptItem }): ReactElement | null {
  const text = useText()
  const plain = usePlainWords()
  const target = plain(useTargetWords(item))
  const words = plain(wordsIn(item))
  if (words === '' && target === '') return null
  return (
    <p className={words === '' ? 'outbox-target' : 'outbox-words'} dir="auto">
      {words === '' ? text.outbox.to(target) : words}
    </p>
  )
}

/** One thing on its way: what it is, how far it is, and what can be made of it. */
export function OutboxItem({ item, time, now }: OutboxItemProps): ReactElement {
  const text = useText()
  const { sync } = useAccount()
  const connected = useAppState((state) => state.connection.status === 'connected')
  const [editing, setEditing] = useState(false)
  const [nameId, stateId] = [useId(), useId()]
  const at = new Date(item.sentAt).toISOString()
  const bad = isUnsettled(item) && item.delivery.status !== 'unconfirmed'
  return (
    <li className="outbox-item" aria-labelledby={nameId} aria-describedby={stateId}>
      <ItemIcon item={item} />
      <div className="outbox-body">
        <p className="outbox-top">
          <span id={nameId}>{deedOf(text, item)}</span>
          <time dateTime={at}>{time.short(at, now)}</time>
        </p>
        {editing ? (
          <EditField
            before={wordsIn(item)}
            onSave={(content) => changeWords(item, content, sync)}
            onClose={() => setEditing(false)}
          />
        ) : (
          <Words item={item} />
        )}
        <Files item={item} />
        <DeliveryState
          words={describeDelivery(text, item, connected)}
          wordsId={stateId}
          bad={bad}
          icon={bad ? undefined : Clock}
          ways={waysOn(item)}
          onWay={(way) => goOnBy(way, item, sync)}
          more={
            mayChangeWords(item) && !editing ? (
              <Button size="small" variant="quiet" onClick={() => setEditing(true)}>
                {text.outbox.edit}
              </Button>
            ) : null
          }
        />
      </div>
    </li>
  )
}
