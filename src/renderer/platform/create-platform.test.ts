import { afterEach, expect, test, vi } from 'vitest'
import type { ExposedBridge } from '#shared/desktop-bridge.ts'
import { createHeldGateway } from '../fixtures/held-gateway.ts'
import { exampleAccount } from '../fixtures/held-platform.ts'
import { createPlatform } from './create-platform.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

function inBrowser(): { readonly open: ReturnType<typeof vi.fn>; readonly reload: ReturnType<typeof vi.fn> } {
  const [open, reload] = [vi.fn(), vi.fn()]
  vi.stubGlobal('window', { open })
  vi.stubGlobal('location', { origin: 'http://main.localhost:3000', reload })
  return { open, reload }
}

test('in a browser there is one account, on the gateway that served the page', () => {
  const { reload } = inBrowser()
  const { sessions, link, reload: again } = createPlatform()
  expect(sessions.several).toBe(false)
  expect(link(exampleAccount('page')).socketOptions().url).toBe('http://main.localhost:3000')
  again()
  expect(reload).toHaveBeenCalledOnce()
})

test.each(['https://mew.example/x', 'http://127.0.0.1:8080/', 'mailto:a@mail.example'])(
  'a browser opens %s in a window that knows nothing of this one',
  (url) => {
    const { open } = inBrowser()
    createPlatform().openExternal(url)
    expect(open.mock.calls).toEqual([[url, '_blank', 'noopener,noreferrer']])
  },
)

test.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'blob:x',
  'page',
  '',
])('a browser opens nothing that is no address of the internet: "%s"', (url) => {
  const { open } = inBrowser()
  createPlatform().openExternal(url)
  expect(open).not.toHaveBeenCalled()
})

test('on the desktop there are several accounts, and main has their notes, opens links and loads the page again', async () => {
  const asked: string[] = []
  const note = (what: string): Promise<void> => {
    asked.push(what)
    return Promise.resolve()
  }
  const desktop: Partial<ExposedBridge> = {
    notes: () => Promise.resolve({ work: { drafts: 'words' } }),
    openExternal: note,
    reload: () => note('reload'),
  }
  vi.stubGlobal('window', { desktop })
  const gateway = createHeldGateway()
  vi.stubGlobal('fetch', gateway.request)
  const { sessions, notes, link, openExternal, reload } = createPlatform()
  expect(sessions.several).toBe(true)
  openExternal('https://mew.example/x')
  reload()
  expect(asked).toEqual(['https://mew.example/x', 'reload'])
  const request = link(exampleAccount('work')).request('/api/x')
  ;(await gateway.take('GET /~gateway/work')).answer({})
  expect((await request).ok).toBe(true)
  expect(notes.read(exampleAccount('work'), 'drafts')).toBe('words')
})
