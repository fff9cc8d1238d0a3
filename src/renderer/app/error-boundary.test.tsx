import { fireEvent, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { expect, test, vi } from 'vitest'
import { en } from '../i18n/en.ts'
import { drawInApp } from '../ui/draw-in-app.tsx'
import { ErrorBoundary } from './error-boundary.tsx'

test('a part of the window that fails takes nothing else with it, and can be tried again', () => {
  vi.spyOn(console, 'error').mockReturnValue()
  let broken = true
  function Panel(): ReactElement {
    if (broken) throw new Error('broken')
    return <p>whole</p>
  }
  drawInApp(
    <ErrorBoundary>
      <Panel />
    </ErrorBoundary>,
  )
  expect(screen.getByRole('alert').textContent).toContain(en.errors.panelFailed)
  broken = false
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(screen.getByText('whole')).toBeDefined()
  vi.mocked(console.error).mockRestore()
})
