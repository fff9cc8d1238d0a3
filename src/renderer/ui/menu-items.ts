import type { LucideIcon } from 'lucide-react'

export interface MenuAction {
  readonly id: string
  readonly label: string
  readonly icon?: LucideIcon
  /** Shown at the end of the row, such as `Ctrl C`. */
  readonly shortcut?: string
  /** How much there is of it, in a pill at the end of the row, and the row's name where there is something. */
  readonly count?: { readonly value: number; readonly label: string }
  readonly danger?: boolean
  readonly disabled?: boolean
  /** Called once the menu is gone and the focus is back where it came from. */
  readonly onSelect: () => void
}

/** One of several, under a label of their own. */
export interface MenuChoices {
  readonly id: string
  readonly label: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly chosen: string
  readonly onChoose: (value: string) => void
}

/** Signs to choose one from, side by side under their label. */
export interface MenuQuick {
  readonly id: string
  readonly label: string
  /** The sign, and what it is called. */
  readonly quick: readonly { readonly value: string; readonly label: string }[]
  readonly chosen: string | undefined
  readonly onChoose: (value: string) => void
}

export type MenuItem = MenuAction | MenuChoices | MenuQuick | 'separator'

/** A list, or what makes it at the moment the menu opens. */
export type MenuItems = readonly MenuItem[] | (() => readonly MenuItem[])
