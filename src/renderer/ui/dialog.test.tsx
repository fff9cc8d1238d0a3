import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { Button } from './button.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { Dialog } from './dialog.tsx'
import { drawInApp } from './draw-in-app.tsx'
import { Sheet } from './sheet.tsx'

afterEach(cleanup)

function Rows(): ReactElement {
  const [rows, setRows] = useState(['one', 'two', 'three'])
  const [asked, setAsked] = useState<string>()
  return (
    <ul>
      {rows.map((row) => (
        <li key={row}>
          <Button onClick={() => setAsked(row)}>Delete {row}</Button>
        </li>
      ))}
      <ConfirmDialog
        open={asked !== undefined}
        onOpenChange={() => setAsked(undefined)}
        title="Delete this row?"
        description="It cannot be undone."
        confirm="Delete row"
        keep="Keep row"
        onConfirm={() => {
          setRows(rows.filter((row) => row !== asked))
          setAsked(undefined)
        }}
      />
    </ul>
  )
}

function openBy(name: string): HTMLElement {
  const opener = screen.getByRole('button', { name })
  opener.focus()
  fireEvent.click(opener)
  return opener
}

test('[F43] closing a dialog gives the focus back to what opened it', async () => {
  drawInApp(<Rows />)
  const opener = openBy('Delete two')
  fireEvent.click(screen.getByRole('button', { name: 'Keep row' }))
  await waitFor(() => expect(document.activeElement).toBe(opener))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('[F43] if what opened it is gone, the nearest thing left has the focus', async () => {
  drawInApp(<Rows />)
  openBy('Delete two')
  fireEvent.click(screen.getByRole('button', { name: 'Delete row' }))
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Delete three'))
})

test('[DIALOG1] the way out has the focus first, where nothing is to be typed', () => {
  drawInApp(<Rows />)
  openBy('Delete one')
  expect(document.activeElement?.textContent).toBe('Keep row')
})

test('[DIALOG2] it is named by its title and described by its description', () => {
  drawInApp(<Rows />)
  openBy('Delete one')
  const dialog = screen.getByRole('dialog', { name: 'Delete this row?' })
  const description = document.getElementById(dialog.getAttribute('aria-describedby') ?? '')
  expect(description?.textContent).toBe('It cannot be undone.')
})

test('[F12] Escape ends a composition and nothing else; the next one closes', () => {
  const onOpenChange = vi.fn<(open: boolean) => void>()
  drawInApp(
    <Dialog open onOpenChange={onOpenChange} title="Quick switcher" hideTitle>
      <input aria-label="Where to" />
    </Dialog>,
  )
  const field = screen.getByRole('textbox')
  fireEvent.keyDown(field, { key: 'Escape', isComposing: true })
  expect(onOpenChange.mock.calls).toEqual([])
  fireEvent.keyDown(field, { key: 'Escape' })
  expect(onOpenChange.mock.calls).toEqual([[false]])
})

test('[DIALOG3] a dialog without actions has a button that closes it', () => {
  const onOpenChange = vi.fn<(open: boolean) => void>()
  drawInApp(<Dialog open onOpenChange={onOpenChange} title="Settings" closable />)
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(onOpenChange.mock.calls).toEqual([[false]])
})

test('[DIALOG4] a sheet is a dialog with a name of its own', () => {
  drawInApp(
    <Sheet open onOpenChange={() => undefined} side="left" label="Servers and channels">
      <a href="#general">general</a>
    </Sheet>,
  )
  expect(screen.getByRole('dialog', { name: 'Servers and channels' }).contains(document.activeElement)).toBe(true)
})

test('[CSP1] no style element is added while dialogs are open', () => {
  drawInApp(<Rows />)
  openBy('Delete one')
  expect(document.querySelectorAll('style')).toHaveLength(0)
})
