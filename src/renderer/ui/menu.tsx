import { ContextMenu as RadixContextMenu, DropdownMenu } from 'radix-ui'
import { useRef } from 'react'
import type { MouseEvent, ReactElement } from 'react'
import type { MenuItems } from './menu-items.ts'
import { MenuRows } from './menu-rows.tsx'

interface AfterClosing {
  readonly choose: (action: () => void) => void
  readonly onCloseAutoFocus: () => void
}

/** Keeps the chosen action until the focus is back, so that a dialog it opens gives the focus back to the right place. */
function useAfterClosing(): AfterClosing {
  const chosen = useRef<() => void>(undefined)
  return {
    choose: (action) => {
      chosen.current = action
    },
    onCloseAutoFocus: () => {
      const action = chosen.current
      chosen.current = undefined
      if (action !== undefined) queueMicrotask(action)
    },
  }
}

interface MenuProps {
  readonly items: MenuItems
  /** The button it hangs on: one element that takes a ref. */
  readonly trigger: ReactElement
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  readonly align?: 'start' | 'center' | 'end'
  readonly onOpenChange?: (open: boolean) => void
}

/** A menu that hangs on a button. Not modal: Radix locks scrolling by a style element, which the page's policy forbids. */
export function Menu({ items, trigger, side = 'bottom', align = 'start', onOpenChange }: MenuProps): ReactElement {
  const { choose, onCloseAutoFocus } = useAfterClosing()
  return (
    <DropdownMenu.Root modal={false} {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          side={side}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          loop
          onCloseAutoFocus={onCloseAutoFocus}
        >
          <MenuRows kind="dropdown" items={items} onAction={choose} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

interface ContextMenuProps {
  readonly items: MenuItems
  /** What it belongs to: one element that takes a ref. */
  readonly children: ReactElement
  readonly onOpenChange?: (open: boolean) => void
  /** Before it opens; `preventDefault` keeps it closed. */
  readonly onContextMenu?: (event: MouseEvent) => void
}

/** The menu under the pointer's second button, the menu key and Shift+F10. */
export function ContextMenu({ items, children, onOpenChange, onContextMenu }: ContextMenuProps): ReactElement {
  const { choose, onCloseAutoFocus } = useAfterClosing()
  return (
    <RadixContextMenu.Root modal={false} {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      <RadixContextMenu.Trigger asChild {...(onContextMenu === undefined ? {} : { onContextMenu })}>
        {children}
      </RadixContextMenu.Trigger>
      <RadixContextMenu.Portal>
        <RadixContextMenu.Content className="menu" collisionPadding={8} loop onCloseAutoFocus={onCloseAutoFocus}>
          <MenuRows kind="context" items={items} onAction={choose} />
        </RadixContextMenu.Content>
      </RadixContextMenu.Portal>
    </RadixContextMenu.Root>
  )
}
