import 'fake-indexeddb/auto'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { expect, test, vi } from 'vitest'
import { settled } from '../fixtures/held-gateway.ts'
import { createHeldPlatform, exampleAccount } from '../fixtures/held-platform.ts'
import { arrive, at, drawApp, setupApp, visit } from '../fixtures/visit-app.tsx'
import { en } from '../i18n/en.ts'

setupApp()

test('while the gateway does not answer, it says that it is connecting, and shows no form', async () => {
  const platform = createHeldPlatform({ accounts: () => Promise.reject(new Error('away')) })
  void drawApp(platform).start()
  await waitFor(() => expect(screen.getByText(en.connection.waitingForServer)).toBeDefined())
  expect(screen.getByRole('status', { name: 'Connecting' })).toBeDefined()
  expect(screen.queryByRole('button')).toBeNull()
})

test('nobody signed in sees the form at the address they came for', async () => {
  const account = exampleAccount('page')
  await visit(at, {
    accounts: () => Promise.resolve([]),
    signIn: () => Promise.resolve({ status: 'signed-in', account }),
  })
  fireEvent.change(screen.getByRole('textbox', { name: 'Email' }), { target: { value: 'a@mail.example' } })
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'secret words' } })
  fireEvent.click(screen.getByRole('button', { name: 'Log in' }))
  await waitFor(() => expect(screen.getByRole('navigation', { name: 'Servers' })).toBeDefined())
  expect(location.pathname).toBe(at)
})

test('[F06] an ended session asks for a log-in and says why; the text is back for the same person', async () => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  const account = exampleAccount('page')
  const { end } = await arrive(at, { signIn: () => Promise.resolve({ status: 'signed-in', account }) })
  fireEvent.change(screen.getByRole('textbox', { name: 'Message #channel-1' }), {
    target: { value: 'five hundred words' },
  })
  act(() => end('page'))
  expect(screen.getByText(en.signIn.endedPlain)).toBeDefined()
  fireEvent.change(screen.getByRole('textbox', { name: 'Email' }), { target: { value: 'a@mail.example' } })
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'secret words' } })
  fireEvent.click(screen.getByRole('button', { name: 'Log in' }))
  await waitFor(() =>
    expect(screen.getByRole('textbox', { name: 'Message #channel-1' })).toHaveProperty('value', 'five hundred words'),
  )
})

test('on the desktop an account whose session ended waits in the rail while the others go on', async () => {
  const far = exampleAccount('far', { session: 'ended' })
  const { shell } = await arrive(at, { several: true, accounts: () => Promise.resolve([exampleAccount('page'), far]) })
  expect(shell.api.getState().phase).toBe('ready')
  fireEvent.click(screen.getByRole('button', { name: en.rail.logInAgain('far.example') }))
  expect(screen.getByRole('dialog', { name: 'Log in to far.example' }).textContent).toContain(
    en.signIn.ended('far.example'),
  )
})

test('a server is added by its address, and what answers there is told before anything is sent', async () => {
  const { shell } = await arrive(at, {
    several: true,
    probe: (address) =>
      Promise.resolve(
        address === 'mew.example'
          ? {
              status: 'gateway',
              origin: 'https://mew.example',
              secure: true,
              allowUserRegistration: false,
              startCode: 'none',
            }
          : { status: 'not-a-gateway' },
      ),
    signIn: (gateway) => Promise.resolve({ status: 'signed-in', account: exampleAccount('mew', { gateway }) }),
  })
  fireEvent.click(screen.getByRole('button', { name: 'Add a server' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Add a server' }))
  const address = dialog.getByRole('textbox', { name: en.addServer.address })
  const check = async (value: string): Promise<void> => {
    fireEvent.change(address, { target: { value } })
    fireEvent.click(dialog.getByRole('button', { name: 'Check' }))
    await act(settled)
  }
  await check('')
  expect(screen.getByText(en.addServer.addressMissing)).toBeDefined()
  await check('printer.example')
  expect(screen.getByText(en.addServer.notMew)).toBeDefined()
  await check(' mew.example ')
  expect(screen.getByText(en.addServer.speaksMew)).toBeDefined()
  fireEvent.click(dialog.getByRole('button', { name: 'Log in' }))
  const form = within(screen.getByRole('dialog', { name: 'Log in to mew.example' }))
  fireEvent.change(form.getByRole('textbox', { name: 'Email' }), { target: { value: 'a@mail.example' } })
  fireEvent.change(form.getByLabelText('Password'), { target: { value: 'secret words' } })
  fireEvent.click(form.getByRole('button', { name: 'Log in' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(shell.api.getState().accounts.map(({ key }) => key)).toEqual(['page', 'mew'])
})

test('logging out shows the form, and what one chose for the page stays', async () => {
  const { asked } = await arrive(at)
  const menu = screen.getByRole('button', { name: /Account menu$/ })
  fireEvent.keyDown(menu, { key: 'Enter' })
  fireEvent.click(screen.getByRole('menuitemradio', { name: 'Dark' }))
  await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'))
  fireEvent.keyDown(screen.getByRole('button', { name: /Account menu$/ }), { key: 'Enter' })
  fireEvent.click(screen.getByRole('menuitem', { name: 'Log out' }))
  await waitFor(() => expect(screen.getByRole('button', { name: 'Log in' })).toBeDefined())
  expect(asked).toContain('sign out page')
  expect(document.documentElement.dataset['theme']).toBe('dark')
})

test('the language that is chosen is the language of the page', async () => {
  await arrive(at)
  expect(document.documentElement.lang).toBe('en')
  fireEvent.keyDown(screen.getByRole('button', { name: /Account menu$/ }), { key: 'Enter' })
  fireEvent.click(screen.getByRole('menuitemradio', { name: '简体中文' }))
  await waitFor(() => expect(document.documentElement.lang).toBe('zh-Hans'))
})
