import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { Button } from './button.tsx'
import { drawInApp } from './draw-in-app.tsx'
import type { MenuItem } from './menu-items.ts'
import { ContextMenu, Menu } from './menu.tsx'

afterEach(cleanup)

beforeAll(() => {
  // jsdom has no layout: menus scroll to their items and measure themselves.
  Element.prototype.scrollIntoView = () => undefined
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  )
})

function createItems(): { readonly items: readonly MenuItem[]; readonly calls: string[] } {
  const calls: string[] = []
  const focused = (): string => document.activeElement?.textContent ?? ''
  return {
    calls,
    items: [
      { id: 'reply', label: 'Reply', shortcut: 'R', onSelect: () => calls.push(`reply from ${focused()}`) },
      'separator',
      {
        id: 'theme',
        label: 'Theme',
        choices: [
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ],
        chosen: 'dark',
        onChoose: (value) => calls.push(`theme ${value}`),
      },
      'separator',
      { id: 'retract', label: 'Retract', danger: true, disabled: true, onSelect: () => calls.push('retract') },
    ],
  }
}

test('[MENU1] an action is done once the menu is gone and the focus is back on its button', async () => {
  const { items, calls } = createItems()
  drawInApp(<Menu items={items} trigger={<Button>More</Button>} />)
  fireEvent.keyDown(screen.getByRole('button', { name: 'More' }), { key: 'Enter' })
  fireEvent.click(screen.getByRole('menuitem', { name: 'Reply' }))
  await waitFor(() => expect(calls).toEqual(['reply from More']))
  expect(screen.queryByRole('menu')).toBeNull()
})

test('[MENU2] one of several is chosen, and the one that holds is marked', async () => {
  const { items, calls } = createItems()
  drawInApp(<Menu items={items} trigger={<Button>More</Button>} />)
  fireEvent.keyDown(screen.getByRole('button', { name: 'More' }), { key: 'Enter' })
  expect(screen.getByRole('group', { name: 'Theme' })).toBeDefined()
  expect(screen.getByRole('menuitemradio', { name: 'Dark' }).getAttribute('aria-checked')).toBe('true')
  fireEvent.click(screen.getByRole('menuitemradio', { name: 'Light' }))
  await waitFor(() => expect(calls).toEqual(['theme light']))
})

test('[MENU3] what cannot be done now does nothing', () => {
  const { items, calls } = createItems()
  drawInApp(<Menu items={items} trigger={<Button>More</Button>} />)
  fireEvent.keyDown(screen.getByRole('button', { name: 'More' }), { key: 'Enter' })
  fireEvent.click(screen.getByRole('menuitem', { name: 'Retract' }))
  expect(screen.getByRole('menu')).toBeDefined()
  expect(calls).toEqual([])
})

test('[MENU4] the second button of the pointer opens the same items, made at that moment', async () => {
  const { items, calls } = createItems()
  const make = vi.fn<() => readonly MenuItem[]>(() => items)
  drawInApp(
    <ContextMenu items={make}>
      <article tabIndex={-1}>A message</article>
    </ContextMenu>,
  )
  expect(make.mock.calls).toHaveLength(0)
  screen.getByRole('article').focus()
  fireEvent.contextMenu(screen.getByRole('article'))
  fireEvent.click(screen.getByRole('menuitem', { name: 'Reply' }))
  await waitFor(() => expect(calls).toEqual(['reply from A message']))
})

test('[CSP1] no style element is added while a menu is open', () => {
  const { items } = createItems()
  drawInApp(<Menu items={items} trigger={<Button>More</Button>} />)
  fireEvent.keyDown(screen.getByRole('button', { name: 'More' }), { key: 'Enter' })
  expect(document.querySelectorAll('style')).toHaveLength(0)
})
