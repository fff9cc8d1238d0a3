import { Copy, Ellipsis, Eraser, MessageSquareDot, Pencil, Reply } from 'lucide-react'
import type { ReactElement } from 'react'
import { useText } from '../../i18n/text-provider.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import type { MenuAction, MenuItem } from '../../ui/menu-items.ts'
import type { Catalogue } from '../../i18n/catalogue.ts'
import { EmojiButton } from './emoji-picker.tsx'
import { quickEmoji } from './quick-emoji.ts'

/** What can be done with one message; missing where this person may not. */
export interface MessageDeeds {
  readonly onReact?: (emoji: string) => void
  /** The reaction this person has set. */
  readonly ownReaction?: string
  readonly onReply?: () => void
  readonly onEdit?: () => void
  readonly onRetract?: () => void
  readonly onCopy?: () => void
  readonly onMarkUnread?: () => void
}

/** The same deeds as menu rows. */
export function messageMenu(text: Catalogue, deeds: MessageDeeds): readonly MenuItem[] {
  const { onReact, ownReaction, onReply, onEdit, onRetract, onCopy, onMarkUnread } = deeds
  const react: readonly MenuItem[] =
    onReact === undefined
      ? []
      : [
          {
            id: 'react',
            label: text.messages.react,
            quick: quickEmoji.map((value) => ({ value, label: text.messages.reactWith(value) })),
            chosen: ownReaction,
            onChoose: onReact,
          },
        ]
  const reply: readonly MenuAction[] =
    onReply === undefined
      ? []
      : [{ id: 'reply', label: text.messages.reply, icon: Reply, shortcut: 'R', onSelect: onReply }]
  const edit: readonly MenuAction[] =
    onEdit === undefined ? [] : [{ id: 'edit', label: text.messages.edit, icon: Pencil, onSelect: onEdit }]
  const copy: readonly MenuAction[] =
    onCopy === undefined ? [] : [{ id: 'copy', label: text.messages.copyText, icon: Copy, onSelect: onCopy }]
  const unread: readonly MenuAction[] =
    onMarkUnread === undefined
      ? []
      : [{ id: 'unread', label: text.messages.markUnread, icon: MessageSquareDot, onSelect: onMarkUnread }]
  const kept = [...react, ...reply, ...edit, ...copy, ...unread]
  if (onRetract === undefined) return kept
  const retract = { id: 'retract', label: text.messages.retract, icon: Eraser, danger: true, onSelect: onRetract }
  return kept.length === 0 ? [retract] : [...kept, 'separator', retract]
}

interface MessageActionsProps {
  readonly deeds: MessageDeeds
  readonly onMenu: (open: boolean) => void
}

/** The bar that floats over a message under the pointer or the focus. It never moves the text. */
export function MessageActions({ deeds, onMenu }: MessageActionsProps): ReactElement | null {
  const text = useText()
  const items = messageMenu(text, deeds)
  if (items.length === 0) return null
  return (
    <div className="message-bar" role="toolbar" aria-label={text.messages.actions}>
      {deeds.onReact === undefined ? null : (
        <EmojiButton own={deeds.ownReaction} onChoose={deeds.onReact} onOpenChange={onMenu} />
      )}
      {deeds.onReply === undefined ? null : (
        <IconButton icon={Reply} size="small" label={text.messages.reply} shortcut="R" onClick={deeds.onReply} />
      )}
      {deeds.onEdit === undefined ? null : (
        <IconButton icon={Pencil} size="small" label={text.messages.edit} onClick={deeds.onEdit} />
      )}
      {deeds.onRetract === undefined ? null : (
        <IconButton icon={Eraser} size="small" label={text.messages.retract} onClick={deeds.onRetract} />
      )}
      <Menu
        items={items}
        align="end"
        onOpenChange={onMenu}
        trigger={<IconButton icon={Ellipsis} size="small" label={text.messages.more} />}
      />
    </div>
  )
}
