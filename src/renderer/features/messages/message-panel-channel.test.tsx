import { cleanup, fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { drawMessagePanel, general, windowOf } from '../../fixtures/draw-message-panel.tsx'
import {
  exampleChannel,
  exampleDirect,
  exampleMessage,
  examplePerson,
  examplePlace,
  exampleState,
  exampleWindow,
  serverIdOf,
  userIdOf,
} from '../../fixtures/records.ts'
import { setupPage } from '../../fixtures/setup-page.ts'
import { en } from '../../i18n/en.ts'
import type { AccountState } from '../../store/state.ts'

setupPage()

const away = { status: 'offline', attempt: 3, retryAt: 0 } as const

test.each<[string, Partial<AccountState>, RegExp]>([
  ['empty', windowOf([]), /Nothing here yet/],
  ['being read', { windows: {} }, /Loading messages/],
  ['not to be had', { windows: { [general]: exampleWindow([], { status: 'failed' }) } }, /These messages did not load/],
  [
    'not read and out of reach',
    { windows: { [general]: exampleWindow([], { status: 'failed' }) }, connection: away },
    /Not read on this computer yet/,
  ],
  [
    'not read, while nobody has answered yet',
    { windows: { [general]: exampleWindow([], { status: 'failed' }) }, connection: { status: 'connecting' } },
    /Not read on this computer yet/,
  ],
  [
    'looked for on this computer',
    { windows: { [general]: exampleWindow([], { status: 'loading' }) }, connection: away },
    /Loading messages/,
  ],
  [
    'read again after it was not to be had',
    { windows: { [general]: exampleWindow([], { status: 'failed', catchingUp: true }) } },
    /Loading messages/,
  ],
  ['gone', { places: { [serverIdOf(1)]: examplePlace({ channels: [] }) } }, /This channel is gone/],
])('a channel that is %s says so', (_case, state, words) => {
  drawMessagePanel(state)
  expect(
    document.body.textContent +
      [...document.querySelectorAll('[aria-label]')].map((e) => e.getAttribute('aria-label')).join(' '),
  ).toMatch(words)
})

test('a direct message is named by the other one, and so are its log and its field', () => {
  const direct = exampleDirect(2)
  const state = exampleState({
    directs: [direct],
    people: { [userIdOf(2)]: examplePerson(2, { username: 'Mika' }) },
    windows: {
      [direct._id]: exampleWindow([exampleMessage(1, { channelId: direct._id, serverId: undefined })], {
        reachesStart: true,
      }),
    },
  })
  drawMessagePanel(state, direct._id)
  expect(screen.getByRole('heading', { name: 'Mika' })).toBeDefined()
  expect(screen.getByRole('log', { name: 'Messages with Mika' })).toBeDefined()
  expect(screen.getByRole('textbox', { name: 'Message @Mika' })).toBeDefined()
})

test('a page from the web is opened outside, and only where its address is one of the internet', () => {
  const web = (url: string): Partial<AccountState> => ({
    places: { [serverIdOf(1)]: examplePlace({ channels: [exampleChannel(1, { type: 'GUILD_WEB', url })] }) },
  })
  const { onOpenLink } = drawMessagePanel(web('https://wiki.example/start'))
  fireEvent.click(screen.getByRole('button', { name: en.channels.openPage }))
  expect(onOpenLink.mock.calls).toEqual([['https://wiki.example/start', 'https://wiki.example/start']])
  for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'nonsense']) {
    cleanup()
    drawMessagePanel(web(url))
    expect(screen.queryByRole('button', { name: en.channels.openPage })).toBeNull()
  }
})

test('[F19] [F20] names and topics are shown as they are, each in a direction of its own', () => {
  const odd = `Bob's "Q&A" <b> &lt;`
  const place = examplePlace({ channels: [exampleChannel(1, { name: odd, topic: '\u2067topic' })] })
  drawMessagePanel({
    ...windowOf([exampleMessage(1, { authorId: examplePerson(2, { username: '\u202Eecila' }) })]),
    places: { [serverIdOf(1)]: place },
  })
  expect(screen.getByRole('heading').querySelector('bdi')?.textContent).toBe(odd)
  expect(screen.getByRole('textbox', { name: `Message #${odd}` })).toBeDefined()
  expect(screen.getByText('\u2067topic').tagName).toBe('BDI')
  expect(screen.getByText('\u202Eecila').tagName).toBe('BDI')
  expect(screen.getByRole('article').getAttribute('aria-label')).toBe('\u2068\u202Eecila\u2069, 09:00')
})
