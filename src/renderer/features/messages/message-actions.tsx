import { Copy, Ellipsis, Eraser, Pencil } from 'lucide-react'
import type { ReactElement } from 'react'
import { useText } from '../../i18n/text-provider.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import type { MenuAction, MenuItem } from '../../ui/menu-items.ts'
import type { Catalogue } from '../../i18n/catalogue.ts'

/** What can be done with one message; missing where this person may not. */
export interface MessageDeeds {
  readonly onEdit?: () => void
  readonly onRetract?: () => void
  readonly onCopy?: () => void
}

/** The same deeds as menu rows. */
export function messageMenu(text: Catalogue, { onEdit, onRetract, onCopy }: MessageDeeds): readonly MenuItem[] {
  const edit: readonly MenuAction[] =
    onEdit === undefined ? [] : [{ id: 'edit', label: text.messages.edit, icon: Pencil, onSelect: onEdit }]
  const copy: readonly MenuAction[] =
    onCopy === undefined ? [] : [{ id: 'copy', label: text.messages.copyText, icon: Copy, onSelect: onCopy }]
  const kept = [...edit, ...copy]
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
