import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { Users } from 'lucide-react'
import type { ReactElement } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { Badge } from './badge.tsx'
import { Button } from './button.tsx'
import { drawInApp } from './draw-in-app.tsx'
import { IconButton } from './icon-button.tsx'
import { useAnnounce } from './live-region.tsx'
import { TextField } from './text-field.tsx'

afterEach(cleanup)

test('[BUTTON1] a busy button keeps the focus, says so, and cannot be pressed again', () => {
  const onClick = vi.fn<() => void>()
  const { rerender } = drawInApp(<Button onClick={onClick}>Save</Button>)
  const button = screen.getByRole('button', { name: 'Save' })
  button.focus()
  fireEvent.click(button)
  rerender(
    <Button busy onClick={onClick}>
      Saving
    </Button>,
  )
  fireEvent.click(button)
  expect(onClick.mock.calls).toHaveLength(1)
  expect(document.activeElement).toBe(button)
  expect(button.getAttribute('aria-busy')).toBe('true')
})

test('[BUTTON2] a busy button does not send its form', () => {
  const onSubmit = vi.fn<() => void>()
  drawInApp(
    <form onSubmit={onSubmit}>
      <Button type="submit" busy>
        Logging in
      </Button>
    </form>,
  )
  expect(fireEvent.click(screen.getByRole('button'))).toBe(false)
  expect(onSubmit.mock.calls).toHaveLength(0)
})

test('[BUTTON3] an icon button has a name, a state and its keys', () => {
  drawInApp(<IconButton icon={Users} label="Members" shortcut="Ctrl U" pressed />)
  const button = screen.getByRole('button', { name: 'Members', pressed: true })
  expect(button.getAttribute('aria-keyshortcuts')).toBe('Control+U')
})

test('[FIELD1] a field is found by its label alone, also when its characters can be shown', () => {
  drawInApp(<TextField label="Password" type="password" name="password" />)
  const field = screen.getByLabelText(/password/i)
  expect(field.getAttribute('type')).toBe('password')
  fireEvent.click(screen.getByRole('button', { name: 'Show characters' }))
  expect(field.getAttribute('type')).toBe('text')
  fireEvent.click(screen.getByRole('button', { name: 'Hide characters' }))
  expect(field.getAttribute('type')).toBe('password')
})

test('[FIELD2] an error is the description of its field, in the place of the hint', () => {
  const field = <TextField label="Email" type="email" hint="Only you see it." error="Enter your email." />
  drawInApp(field)
  const input = screen.getByRole('textbox', { name: 'Email' })
  expect(input.getAttribute('aria-invalid')).toBe('true')
  expect(document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Enter your email.')
  expect(screen.queryByText('Only you see it.')).toBeNull()
})

test('[FIELD3] what is typed comes out as it is', () => {
  const onValueChange = vi.fn<(value: string) => void>()
  drawInApp(<TextField label="Channel name" onValueChange={onValueChange} />)
  fireEvent.change(screen.getByRole('textbox'), { target: { value: ' Slow "food" ' } })
  expect(onValueChange.mock.calls).toEqual([[' Slow "food" ']])
})

test.each<[number, string, boolean?]>([
  [0, ''],
  [7, '7'],
  [99, '99'],
  [100, '99+'],
  [0, '', true],
  [3, '3+', true],
  [100, '100+', true],
  [250, '100+', true],
])('[BADGE1] %i is shown as "%s"', (count, shown, isMore = false) => {
  expect(drawInApp(<Badge count={count} isMore={isMore} />).container.querySelector('.count')?.textContent ?? '').toBe(
    shown,
  )
})

function Speaker(): ReactElement {
  const announce = useAnnounce()
  return <Button onClick={() => announce('Copied')}>Copy</Button>
}

test('[F44] each announcement is added once, and the same words can be said again', () => {
  const { container } = drawInApp(<Speaker />)
  const region = container.querySelector('[aria-live="polite"]')
  expect(container.querySelectorAll('[aria-live]')).toHaveLength(1)
  const spoken: string[] = []
  const observer = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) spoken.push(node.textContent ?? '')
  })
  if (region !== null) observer.observe(region, { childList: true })
  for (let press = 0; press < 8; press += 1) act(() => screen.getByRole('button').click())
  const pending = observer.takeRecords().flatMap(({ addedNodes }) => [...addedNodes].map((node) => node.textContent))
  expect([...spoken, ...pending]).toEqual(Array.from({ length: 8 }, () => 'Copied'))
  expect(region?.children).toHaveLength(5)
})
