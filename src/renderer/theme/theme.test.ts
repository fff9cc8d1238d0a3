import { expect, test } from 'vitest'
import { applyTheme } from './theme.ts'

interface FakeHost {
  readonly document: { readonly documentElement: { readonly dataset: DOMStringMap } }
  readonly matchMedia: () => MediaQueryList
  readonly turnDark: (dark: boolean) => void
  readonly listeners: () => number
}

function createHost(dark: boolean): FakeHost {
  const query = Object.assign(new EventTarget(), { matches: dark })
  let listening = 0
  const counted = Object.assign(query, {
    addEventListener: (type: string, listener: () => void) => {
      listening += 1
      EventTarget.prototype.addEventListener.call(query, type, listener)
    },
    removeEventListener: (type: string, listener: () => void) => {
      listening -= 1
      EventTarget.prototype.removeEventListener.call(query, type, listener)
    },
  })
  return {
    document: { documentElement: { dataset: {} } },
    matchMedia: () => counted as unknown as MediaQueryList,
    turnDark: (now) => {
      query.matches = now
      query.dispatchEvent(new Event('change'))
    },
    listeners: () => listening,
  }
}

const applied = (host: FakeHost): string | undefined => host.document.documentElement.dataset['theme']

function apply(choice: Parameters<typeof applyTheme>[0], host: FakeHost): () => void {
  return applyTheme(choice, 'compact', host as unknown as Parameters<typeof applyTheme>[2])
}

test('[THEME1] a chosen theme stays, whatever the system does', () => {
  const host = createHost(true)
  apply('light', host)
  host.turnDark(false)
  host.turnDark(true)
  expect(applied(host)).toBe('light')
  expect(host.document.documentElement.dataset['density']).toBe('compact')
})

test('[THEME2] "system" follows the system until it is stopped', () => {
  const host = createHost(false)
  const stop = apply('system', host)
  expect(applied(host)).toBe('light')
  host.turnDark(true)
  expect(applied(host)).toBe('dark')
  stop()
  host.turnDark(false)
  expect(applied(host)).toBe('dark')
  expect(host.listeners()).toBe(0)
})
