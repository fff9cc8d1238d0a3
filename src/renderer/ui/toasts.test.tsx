import { cleanup, fireEvent, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { Button } from './button.tsx'
import { drawInApp } from './draw-in-app.tsx'
import { useToast } from './toasts.tsx'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

function Teller(): ReactElement {
  const toast = useToast()
  return <Button onClick={() => toast({ tone: 'plain', text: 'Copied' })}>Copy</Button>
}

test('a toast waits for nothing once the page is gone', () => {
  vi.useFakeTimers()
  const before = vi.getTimerCount()
  const { unmount } = drawInApp(<Teller />)
  fireEvent.click(screen.getByRole('button', { name: 'Copy' }))
  expect(document.querySelectorAll('.toast')).toHaveLength(1)
  unmount()
  expect(vi.getTimerCount()).toBe(before)
})
