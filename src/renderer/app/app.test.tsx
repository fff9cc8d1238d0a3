import 'fake-indexeddb/auto'
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import type { ReactElement } from 'react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createShell, type Shell } from '../accounts/shell-store.ts'
import { settled } from '../fixtures/held-gateway.ts'
import { createHeldPlatform, exampleAccount, type HeldPlatform } from '../fixtures/held-platform.ts'
import { giveLayout } from '../fixtures/layout.ts'
import {
  channelIdOf,
  exampleCategory,
  exampleChannel,
  exampleDirect,
  exampleMe,
  exampleMember,
  exampleMessage,
  examplePerson,
  exampleRole,
  exampleServer,
  roleIdOf,
  categoryIdOf,
  messageIdOf,
  serverIdOf,
  timeOf,
  userIdOf,
} from '../fixtures/records.ts'
import { en } from '../i18n/en.ts'
import type { Sessions } from '../platform/sessions.ts'
import { drawInApp } from '../ui/draw-in-app.tsx'
import type { App as Page } from './app.tsx'
import { ErrorBoundary } from './error-boundary.tsx'

let App: typeof Page
const shells: Shell[] = []

beforeAll(async () => {
  // The page asks for the room it has as it is loaded.
  giveLayout()
  ;({ App } = await import('./app.tsx'))
})

beforeEach(() => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  // A browser that keeps nothing, unless a test says otherwise.
  vi.stubGlobal('indexedDB', undefined)
})

afterEach(() => {
  cleanup()
  for (const shell of shells.splice(0)) for (const account of shell.api.getState().accounts) account.close()
  history.replaceState(null, '', '/')
  sessionStorage.clear()
  localStorage.clear()
})

const [first, second] = [serverIdOf(1), serverIdOf(2)]
const general = channelIdOf(1)
const lastMessage = { _id: messageIdOf(1), authorId: userIdOf(2), content: 'see <#x> you', createdAt: timeOf(1) }

/** Two servers, a conversation, and people; a gateway that counts nothing. */
const world = {
  'GET /users/@me': exampleMe,
  'GET /users/@me/servers': [exampleServer(1), exampleServer(2)],
  'GET /users/@me/channels': [exampleDirect(2, { lastMessage, lastReadMessageId: messageIdOf(1) })],
  [`GET /servers/${first}/channels`]: [
    exampleChannel(1, { position: 0, lastMessage, lastReadMessageId: messageIdOf(1) }),
    exampleChannel(2, { position: 1, categoryId: categoryIdOf(1) }),
  ],
  [`GET /servers/${first}/categories`]: [exampleCategory(1)],
  [`GET /servers/${first}/roles`]: [exampleRole(1, { name: 'Crew' })],
  [`GET /servers/${first}/members`]: [
    exampleMember(1, { roleIds: [roleIdOf(1)] }),
    exampleMember(2),
    exampleMember(4, { userId: examplePerson(4, { isBot: true }) }),
  ],
  [`GET /servers/${second}/channels`]: [],
  [`GET /servers/${second}/categories`]: [],
  [`GET /servers/${second}/roles`]: [],
  [`GET /servers/${second}/members`]: [],
  [`GET /channels/${general}/messages`]: [exampleMessage(1)],
  [`GET /channels/${channelIdOf(2)}/messages`]: [],
  [`GET /channels/${channelIdOf(102)}/messages`]: [],
}

interface Visit extends HeldPlatform {
  /** What the gateway answers by itself, by line. */
  readonly answers: Record<string, unknown>
  readonly shell: Shell
  /** An event of the gateway, and what comes of it. */
  readonly tell: (name: string, payload?: unknown) => Promise<void>
}

async function visit(address: string, over: Partial<Sessions> = {}): Promise<Visit> {
  history.replaceState(null, '', address)
  const answers: Record<string, unknown> = { ...world }
  const platform = createHeldPlatform(over, answers)
  const shell = createShell(platform)
  shells.push(shell)
  render(<App platform={platform} shell={shell} />)
  await act(() => shell.start())
  const tell = async (name: string, payload?: unknown): Promise<void> => {
    await act(async () => {
      platform.line('page').say(name, payload)
      await settled()
    })
  }
  return { ...platform, answers, shell, tell }
}

/** Connected, and what the address names is read. */
async function arrive(address: string, over: Partial<Sessions> = {}): Promise<Visit> {
  const visited = await visit(address, over)
  // What is kept comes first, where something is.
  await waitFor(() => expect(visited.line('page').opened()).toBe(1))
  await act(() => visited.line('page').accept())
  await visited.tell('PRESENCE_INITIAL_STATE', [userIdOf(1), userIdOf(2)])
  await visited.tell('ready')
  await act(settled)
  return visited
}

const linksIn = (name: string): readonly (string | null)[] =>
  within(screen.getByRole('navigation', { name }))
    .queryAllByRole('link')
    .map((link) => link.getAttribute('aria-label'))

const at = `/servers/${first}/channels/${general}`

test('while the gateway does not answer, it says that it is connecting, and shows no form', async () => {
  const platform = createHeldPlatform({ accounts: () => Promise.reject(new Error('away')) })
  const shell = createShell(platform)
  render(<App platform={platform} shell={shell} />)
  void shell.start()
  await waitFor(() => expect(screen.getByText(en.connection.waitingForServer)).toBeDefined())
  expect(screen.getByRole('status', { name: 'Connecting' })).toBeDefined()
  expect(screen.queryByRole('button')).toBeNull()
})

test('an address opens its channel, and stays as it is', async () => {
  await arrive(at)
  expect(screen.getByRole('heading', { name: 'channel-1' })).toBeDefined()
  expect(screen.getByRole('log', { name: 'Messages in channel-1' }).textContent).toContain('text 1')
  expect(location.pathname).toBe(at)
  expect(screen.getByRole('link', { name: 'channel-1' }).getAttribute('aria-current')).toBe('page')
})

test('without a place in the address one lands in the first channel of the first server', async () => {
  const steps = history.length
  await arrive('/')
  expect(location.pathname).toBe(at)
  expect(history.length).toBe(steps)
  expect(screen.getByRole('heading', { name: 'channel-1' })).toBeDefined()
})

test('going to a channel changes the address, and the way back leads back', async () => {
  await arrive(at)
  fireEvent.click(screen.getByRole('link', { name: 'channel-2' }))
  expect(await screen.findByRole('heading', { name: 'channel-2' })).toBeDefined()
  expect(location.pathname).toBe(`/servers/${first}/channels/${channelIdOf(2)}`)
  act(() => {
    history.back()
  })
  await waitFor(() => expect(screen.getByRole('heading', { name: 'channel-1' })).toBeDefined())
})

test('a click that is meant for another tab is left to the browser', async () => {
  await arrive(at)
  let taken = true
  // jsdom cannot go anywhere: what is left to the browser ends here.
  const browser = (event: Event): void => {
    taken = event.defaultPrevented
    event.preventDefault()
  }
  window.addEventListener('click', browser, { once: true })
  fireEvent.click(screen.getByRole('link', { name: 'channel-2' }), { ctrlKey: true })
  expect(taken).toBe(false)
  expect(location.pathname).toBe(at)
})

test('rail and lists have one link each, whose name begins with what it leads to', async () => {
  await arrive(at)
  expect(linksIn('Servers')).toEqual(['Direct messages', 'server-1', 'server-2'])
  expect(linksIn('Channels')).toEqual(['channel-1', 'channel-2'])
  fireEvent.click(screen.getByRole('link', { name: 'Direct messages' }))
  await waitFor(() => expect(linksIn('Direct messages')).toEqual(['user-2']))
  expect(location.pathname).toBe(`/direct-messages/${channelIdOf(102)}`)
  expect(screen.getByRole('link', { name: 'user-2' }).textContent).toContain('see <#x> you')
})

test('what is unread stands in the names of links, behind the name', async () => {
  const { tell } = await arrive(at)
  const call = { content: `<@${exampleMe._id}>`, mentions: [exampleMe._id] }
  await tell('MESSAGE_CREATE', exampleMessage(2, { channelId: channelIdOf(2) }))
  expect(linksIn('Channels')).toEqual(['channel-1', 'channel-2, unread'])
  await tell('MESSAGE_CREATE', exampleMessage(3, { channelId: channelIdOf(2), ...call }))
  await tell('MESSAGE_CREATE', exampleMessage(4, { channelId: channelIdOf(102), serverId: undefined }))
  expect(linksIn('Channels')).toEqual(['channel-1', 'channel-2, 1 mention'])
  expect(linksIn('Servers')).toEqual(['Direct messages, 1 mention', 'server-1, 1 mention', 'server-2'])
})

test('[F20] the title says where one is, as it is written, and how much is meant for one', async () => {
  const { tell, answers } = await arrive(at)
  expect(document.title).toBe('#channel-1 | server-1')
  const odd = `Bob's "Q&A" <b> &lt;`
  await tell('CHANNEL_UPDATE', { ...exampleChannel(1), name: odd })
  const call = exampleMessage(4, { channelId: channelIdOf(102), serverId: undefined })
  answers[`GET /channels/${channelIdOf(102)}/messages`] = [call]
  await tell('MESSAGE_CREATE', call)
  expect(document.title).toBe(`(1) #${odd} | server-1`)
  fireEvent.click(screen.getByRole('link', { name: /^Direct messages/ }))
  await waitFor(() => expect(document.title).toBe('user-2'))
})

test('a category is closed and opened again, and shows where one is also while it is closed', async () => {
  await arrive(at)
  fireEvent.click(screen.getByRole('button', { name: 'Hide category-1' }))
  expect(linksIn('Channels')).toEqual(['channel-1'])
  fireEvent.click(screen.getByRole('button', { name: 'Show category-1' }))
  fireEvent.click(screen.getByRole('link', { name: 'channel-2' }))
  await screen.findByRole('heading', { name: 'channel-2' })
  fireEvent.click(screen.getByRole('button', { name: 'Hide category-1' }))
  expect(linksIn('Channels')).toEqual(['channel-1', 'channel-2'])
})

test('members stand by role and by who is here; one of them leads to a conversation', async () => {
  const { gateway } = await arrive(at)
  const members = within(screen.getByRole('complementary', { name: 'Members' }))
  expect(members.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent)).toEqual([
    'Crew1',
    'Online1',
    'Offline1',
  ])
  fireEvent.click(members.getByRole('button', { name: 'user-4, offline' }))
  ;(await gateway.take('POST /users/@me/channels')).answer(exampleDirect(4))
  await waitFor(() => expect(location.pathname).toBe(`/direct-messages/${channelIdOf(104)}`))
})

test('[rule 19] cut off, nobody is said to be away', async () => {
  const { line } = await arrive(at)
  act(() => {
    line('page').cut()
  })
  const members = within(screen.getByRole('complementary', { name: 'Members' }))
  expect(members.getAllByRole('button').map((person) => person.getAttribute('aria-label'))).toEqual([
    'user-1',
    'user-2',
    'user-4',
  ])
})

/** What the toasts say; the names in them stand by themselves. */
const toasts = (): readonly string[] =>
  [...document.querySelectorAll('.toast')].map(({ textContent }) => textContent.replaceAll(/[\u2068\u2069]/g, ''))

test.each([
  ['SERVER_KICK', 'You were removed from server-1.'],
  ['SERVER_DELETE', 'server-1 was deleted.'],
])('[I8] after %s one is at home, nothing of that server is left, and it is said once', async (name, words) => {
  const { tell, answers } = await arrive(at)
  const steps = history.length
  answers['GET /users/@me/servers'] = [exampleServer(2)]
  await tell(name, { serverId: first })
  expect(linksIn('Servers')).toEqual(['Direct messages', 'server-2'])
  expect(screen.queryByText('text 1')).toBeNull()
  expect(location.pathname).toBe(`/direct-messages/${channelIdOf(102)}`)
  expect(history.length).toBe(steps)
  expect(toasts()).toEqual([words])
})

test('J33: an open channel that is deleted is left for the first that is left', async () => {
  const { tell } = await arrive(at)
  const steps = history.length
  await tell('CHANNEL_DELETE', { channelId: general, serverId: first })
  expect(location.pathname).toBe(`/servers/${first}/channels/${channelIdOf(2)}`)
  expect(history.length).toBe(steps)
  expect(screen.getByRole('heading', { name: 'channel-2' })).toBeDefined()
  expect(toasts()).toEqual(['#channel-1 was deleted.'])
})

test('J33: the last channel of a server leaves one in that server', async () => {
  const { tell } = await arrive(at)
  await tell('CHANNEL_DELETE', { channelId: channelIdOf(2), serverId: first })
  expect(toasts()).toEqual([])
  await tell('CHANNEL_DELETE', { channelId: general, serverId: first })
  expect(location.pathname).toBe(`/servers/${first}`)
  expect(screen.getByText(en.channels.none)).toBeDefined()
})

test('J45: a lost permission is a way out with a word; the draft is there when it is given back', async () => {
  const { tell, answers } = await arrive(at)
  const field = screen.getByRole('textbox', { name: 'Message #channel-1' })
  fireEvent.change(field, { target: { value: 'half a sentence' } })
  const channels = answers[`GET /servers/${first}/channels`] as readonly unknown[]
  answers[`GET /servers/${first}/channels`] = channels.slice(1)
  await tell('PERMISSIONS_UPDATE', { serverId: first })
  expect(location.pathname).toBe(`/servers/${first}/channels/${channelIdOf(2)}`)
  expect(toasts()).toEqual(['#channel-1 is no longer open to you.'])
  // Whoever goes on typing writes into no other channel.
  const other = screen.getByRole('textbox', { name: 'Message #channel-2' })
  expect(other).toHaveProperty('value', '')
  expect(document.activeElement).toBe(screen.getByRole('main'))
  answers[`GET /servers/${first}/channels`] = channels
  await tell('PERMISSIONS_UPDATE', { serverId: first })
  fireEvent.click(screen.getByRole('link', { name: 'channel-1' }))
  const back = await screen.findByRole('textbox', { name: 'Message #channel-1' })
  expect(back).toHaveProperty('value', 'half a sentence')
  expect(document.activeElement).toBe(back)
})

test('a conversation that is not listed any more is left for the latest one', async () => {
  const { tell, answers } = await arrive(`/direct-messages/${channelIdOf(102)}`)
  answers['GET /users/@me/channels'] = [exampleDirect(3)]
  await tell('DM_CHANNEL_CREATE', exampleDirect(3))
  expect(location.pathname).toBe(`/direct-messages/${channelIdOf(103)}`)
  expect(toasts()).toEqual(['The conversation with user-2 is gone.'])
})

test('an address of a channel that never was there says so, and stays', async () => {
  const address = `/servers/${first}/channels/${channelIdOf(77)}`
  await arrive(address)
  expect(screen.getByText(en.channels.gone)).toBeDefined()
  expect(location.pathname).toBe(address)
  expect(toasts()).toEqual([])
})

test('[I8] put out of a server while cut off, one sees nothing of it any more once the line is back', async () => {
  const { tell, answers, line } = await arrive(at)
  act(() => {
    line('page').cut()
  })
  answers['GET /users/@me/servers'] = [exampleServer(2)]
  await waitFor(() => expect(line('page').opened()).toBe(2))
  await act(() => line('page').accept())
  await tell('ready')
  await act(settled)
  expect(linksIn('Servers')).toEqual(['Direct messages', 'server-2'])
  expect(screen.queryByText('text 1')).toBeNull()
})

test('a link that says something else than where it leads is asked about, with the real host', async () => {
  const { asked, tell } = await arrive(at)
  await tell(
    'MESSAGE_CREATE',
    exampleMessage(2, { content: '[bank.example](https://evil.example/) https://plain.example/' }),
  )
  fireEvent.click(screen.getByRole('link', { name: 'https://plain.example/' }))
  expect(asked).toContain('open https://plain.example/')
  fireEvent.click(screen.getByRole('link', { name: 'bank.example' }))
  const dialog = screen.getByRole('dialog', { name: 'Open this link?' })
  expect(dialog.textContent).toContain('evil.example')
  fireEvent.keyDown(dialog, { key: 'Escape' })
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(asked).not.toContain('open https://evil.example/')
  fireEvent.click(screen.getByRole('link', { name: 'bank.example' }))
  fireEvent.click(screen.getByRole('button', { name: 'Open link' }))
  expect(asked).toContain('open https://evil.example/')
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

test('a server and a channel are made where a name is given, and one is taken there', async () => {
  const { gateway } = await arrive(at)
  fireEvent.click(screen.getByRole('button', { name: 'Create a server' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Create a server' }))
  fireEvent.click(dialog.getByRole('button', { name: 'Create server' }))
  expect(screen.getByText(en.servers.nameMissing)).toBeDefined()
  fireEvent.change(dialog.getByRole('textbox', { name: 'Server name' }), { target: { value: ' Club ' } })
  fireEvent.click(dialog.getByRole('button', { name: 'Create server' }))
  const creation = await gateway.take('POST /servers')
  expect(creation.body).toEqual({ name: 'Club' })
  creation.answer({ message: 'No room' }, { status: 507 })
  await waitFor(() => expect(screen.getByText('The server says: No room')).toBeDefined())
  expect(dialog.getByRole('textbox', { name: 'Server name' })).toHaveProperty('value', ' Club ')
  fireEvent.click(dialog.getByRole('button', { name: 'Create server' }))
  ;(await gateway.take('POST /servers')).answer(exampleServer(2))
  await waitFor(() => expect(location.pathname).toBe(`/servers/${second}`))
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
