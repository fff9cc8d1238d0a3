import { ContextMenu, DropdownMenu } from 'radix-ui'
import type { ReactElement } from 'react'
import { Badge } from './badge.tsx'
import { classNames } from './class-names.ts'
import type { MenuAction, MenuChoices, MenuItem, MenuItems, MenuQuick } from './menu-items.ts'

/** Both kinds of menu have the same parts under the same names. */
const partsOf = { dropdown: DropdownMenu, context: ContextMenu }

type MenuKind = keyof typeof partsOf

interface RowsProps {
  readonly kind: MenuKind
  readonly items: MenuItems
  readonly onAction: (action: () => void) => void
}

interface ActionRowProps extends Omit<RowsProps, 'items'> {
  readonly action: MenuAction
}

function ActionRow({ kind, action, onAction }: ActionRowProps): ReactElement {
  const { Item } = partsOf[kind]
  const { icon: Icon, count } = action
  return (
    <Item
      className={classNames('menu-item', action.danger === true && 'menu-item-danger')}
      disabled={action.disabled === true}
      aria-label={count === undefined || count.value === 0 ? undefined : count.label}
      onSelect={() => onAction(action.onSelect)}
    >
      {Icon === undefined ? null : <Icon aria-hidden="true" />}
      <bdi>{action.label}</bdi>
      {count === undefined ? null : <Badge quiet count={count.value} className="menu-count" />}
      {action.shortcut === undefined ? null : (
        <kbd className="menu-shortcut" aria-hidden="true">
          {action.shortcut}
        </kbd>
      )}
    </Item>
  )
}

interface ChoiceRowsProps extends Omit<RowsProps, 'items'> {
  readonly group: MenuChoices
}

function ChoiceRows({ kind, group, onAction }: ChoiceRowsProps): ReactElement {
  const { Label, RadioGroup, RadioItem } = partsOf[kind]
  return (
    <RadioGroup value={group.chosen} aria-label={group.label}>
      <Label className="menu-label">{group.label}</Label>
      {group.choices.map(({ value, label }) => (
        <RadioItem
          key={value}
          value={value}
          className="menu-item"
          onSelect={() => onAction(() => group.onChoose(value))}
        >
          <span className="menu-radio" aria-hidden="true" />
          <bdi>{label}</bdi>
        </RadioItem>
      ))}
    </RadioGroup>
  )
}

interface QuickRowProps extends Omit<RowsProps, 'items'> {
  readonly group: MenuQuick
}

function QuickRow({ kind, group, onAction }: QuickRowProps): ReactElement {
  const { Group, Item } = partsOf[kind]
  return (
    <Group className="menu-quick" aria-label={group.label}>
      {group.quick.map(({ value, label }) => (
        <Item
          key={value}
          className={classNames('menu-quick-one', value === group.chosen && 'menu-quick-chosen')}
          aria-label={label}
          onSelect={() => onAction(() => group.onChoose(value))}
        >
          <span aria-hidden="true">{value}</span>
        </Item>
      ))}
    </Group>
  )
}

function MenuRow({ kind, item, onAction }: Omit<RowsProps, 'items'> & { readonly item: MenuItem }): ReactElement {
  const { Separator } = partsOf[kind]
  if (item === 'separator') return <Separator className="menu-separator" />
  if ('quick' in item) return <QuickRow kind={kind} group={item} onAction={onAction} />
  if ('choices' in item) return <ChoiceRows kind={kind} group={item} onAction={onAction} />
  return <ActionRow kind={kind} action={item} onAction={onAction} />
}

/** A separator has no id of its own: it is known by the item above it. */
function keyed(list: readonly MenuItem[]): { readonly key: string; readonly item: MenuItem }[] {
  let above = ''
  return list.map((item) => {
    if (item === 'separator') return { key: `below ${above}`, item }
    above = item.id
    return { key: item.id, item }
  })
}

export function MenuRows({ kind, items, onAction }: RowsProps): ReactElement {
  const list = typeof items === 'function' ? items() : items
  return (
    <>
      {keyed(list).map(({ key, item }) => (
        <MenuRow key={key} kind={kind} item={item} onAction={onAction} />
      ))}
    </>
  )
}
