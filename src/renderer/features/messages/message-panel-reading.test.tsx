import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { castDraft } from 'immer'
import { expect, test, vi } from 'vitest'
import { drawMessagePanel, general, time, windowOf } from '../../fixtures/draw-message-panel.tsx'
import { settled } from '../../fixtures/held-gateway.ts'
import {
  channelIdOf,
  exampleChannel,
  exampleMark,
  exampleMessage,
  exampleMessages,
  exampleOwnMessage,
  examplePlace,
  exampleWindow,
  messageIdOf,
  serverIdOf,
} from '../../fixtures/records.ts'
import { setupPage } from '../../fixtures/setup-page.ts'
import { en } from '../../i18n/en.ts'
import { selectUnread } from '../../store/selectors/unread.ts'

setupPage()

test('a line stands where a day begins and where the new messages begin', () => {
  const [first, second] = [new Date(2026, 2, 14, 12), new Date(2026, 2, 15, 12)]
  drawMessagePanel(
    windowOf([
      exampleMessage(1, { createdAt: first.toISOString() }),
      exampleMessage(2, { createdAt: second.toISOString() }),
    ]),
  )
  expect(screen.getAllByRole('separator').map((line) => line.getAttribute('aria-label'))).toEqual([
    time.day(first.toISOString(), new Date()),
    time.day(second.toISOString(), new Date()),
    'New',
  ])
})

test('the line of what is new says of which day what was read last is', () => {
  const at = '2026-03-13T17:45:00.000Z'
  drawMessagePanel(windowOf([exampleMessage(1, { createdAt: at }), exampleMessage(2)]))
  const since = en.time.at(time.day(at, new Date()), '17:45')
  expect(screen.getByText(en.messages.newSince(since))).toBeDefined()
})

test('the line of what is new stays where it was while one reads', () => {
  const { account } = drawMessagePanel()
  const newLine = (): string => screen.getByRole('separator', { name: 'New' }).nextElementSibling?.textContent ?? ''
  expect(newLine()).toContain('text 2')
  act(() => {
    account.sync.acknowledge(general, messageIdOf(3))
  })
  expect(newLine()).toContain('text 2')
})

test('what was in view before anybody knew how far was read is read once that is known', () => {
  const { account } = drawMessagePanel({ ...windowOf(exampleMessages(1, 3)), marks: {} })
  const counted = { through: messageIdOf(3), unread: 3, mentions: 0 }
  act(() => {
    account.store.update((draft) => {
      draft.marks[general] = castDraft(exampleMark({ counted }))
    })
  })
  expect(account.store.get().marks[general]?.lastReadMessageId).toBe(messageIdOf(3))
})

test('what is new has its line also if the messages were there before anybody knew how far was read', () => {
  const { account } = drawMessagePanel({ ...windowOf(exampleMessages(1, 3)), marks: {} })
  act(() => {
    account.store.update((draft) => {
      draft.marks[general] = castDraft(exampleMark({ lastReadMessageId: messageIdOf(1) }))
    })
  })
  expect(account.store.get().marks[general]?.lastReadMessageId).toBe(messageIdOf(3))
  expect(screen.getByRole('separator', { name: 'New' }).nextElementSibling?.textContent).toContain('text 2')
})

test('what is marked as unread is where the line of what is new stands, and it is not read by being in view', async () => {
  const { account } = drawMessagePanel(windowOf(exampleMessages(1, 3)))
  const line = (): string => screen.getByRole('separator', { name: 'New' }).nextElementSibling?.textContent ?? ''
  fireEvent.contextMenu(screen.getByText('text 3'))
  fireEvent.click(screen.getByRole('menuitem', { name: 'Mark unread from here' }))
  await waitFor(() => {
    expect(line()).toContain('text 3')
  })
  expect(selectUnread(account.store.get(), general)).toEqual({ unread: 1, mentions: 0, isMore: false })
})

test('the line of what is new stands where it was when the channel was opened, also if its messages came later', () => {
  const rows = exampleMessages(1, 3)
  const { account } = drawMessagePanel({
    ...windowOf(rows),
    windows: { [general]: exampleWindow(rows, { catchingUp: true }) },
  })
  expect(account.store.get().marks[general]?.lastReadMessageId).toBe(messageIdOf(3))
  act(() => {
    account.store.update((draft) => {
      draft.windows[general] = castDraft(exampleWindow(exampleMessages(1, 5), { reachesStart: true }))
    })
  })
  expect(screen.getByRole('separator', { name: 'New' }).nextElementSibling?.textContent).toContain('text 2')
})

test('[F44] what others write is spoken once; own messages, older pages and changes of old rows are not', async () => {
  const { say, account } = drawMessagePanel()
  const spoken = (): readonly string[] =>
    [...document.querySelectorAll('[aria-live="polite"] p')].map((said) => said.textContent ?? '')
  say('MESSAGE_CREATE', exampleMessage(4))
  say('MESSAGE_UPDATE', exampleMessage(2, { rev: 2, content: 'edited' }))
  say('MESSAGE_CREATE', exampleOwnMessage(5))
  act(() => {
    account.store.update((draft) => {
      draft.windows[general]?.rows.unshift(castDraft(exampleMessage(0)))
    })
  })
  await settled()
  expect(spoken()).toEqual(['user-2: text 4'])
})

test('[F08] what is in view counts as read once somebody looks, and not before', () => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(false)
  const { account, say } = drawMessagePanel()
  say('MESSAGE_CREATE', exampleMessage(4))
  const read = (): unknown => account.store.get().marks[general]?.lastReadMessageId
  expect(read()).toBe(messageIdOf(1))
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  act(() => {
    window.dispatchEvent(new Event('focus'))
  })
  expect(read()).toBe(messageIdOf(4))
})

const scroll = async (top: number): Promise<void> => {
  await act(async () => {
    screen.getByRole('log').scrollTop = top
    fireEvent.scroll(screen.getByRole('log'))
    await settled()
  })
}

test('[F08] [F09] who reads further back is not moved by what comes, and it does not count as read', async () => {
  const { account, say } = drawMessagePanel(windowOf(exampleMessages(1, 100)))
  await scroll(1_000)
  const before = screen.getByRole('log').scrollTop
  say('MESSAGE_CREATE', exampleMessage(101))
  say('MESSAGE_CREATE', exampleMessage(102))
  expect(screen.getByRole('button', { name: '2 new messages' })).toBeDefined()
  expect(screen.getByRole('log').scrollTop).toBe(before)
  expect(account.store.get().marks[general]?.lastReadMessageId).not.toBe(messageIdOf(102))
})

test('far from the end there is a way back to the present', async () => {
  drawMessagePanel(windowOf(exampleMessages(1, 100)))
  await scroll(0)
  expect(screen.getByRole('button', { name: 'Jump to present' })).toBeDefined()
})

test('back in a channel one stands at its newest message, not where one had jumped to', async () => {
  const other = channelIdOf(2)
  const rows = [...exampleMessages(1, 99), exampleMessage(100, { referencedMessageId: messageIdOf(3) })]
  const place = examplePlace({ channels: [exampleChannel(1), exampleChannel(2)] })
  const { goTo } = drawMessagePanel({
    ...windowOf(rows),
    places: { [serverIdOf(1)]: place },
    windows: {
      [general]: exampleWindow(rows, { reachesStart: true }),
      [other]: exampleWindow(exampleMessages(201, 203), { reachesStart: true }),
    },
  })
  fireEvent.click(screen.getByTitle('Jump to original message'))
  await waitFor(() => expect(screen.getByText('text 3')).toBeDefined())
  act(() => goTo(other))
  expect(screen.getByText('text 202')).toBeDefined()
  act(() => goTo(general))
  await act(settled)
  const { scrollTop, scrollHeight, clientHeight } = screen.getByRole('log')
  expect(scrollTop).toBe(scrollHeight - clientHeight)
})

test('rows that join a range further back do not have those after them read as well, and the way back is offered', () => {
  const rows = exampleMessages(1, 100)
  const height = vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(24)
  const [range, newest] = [rows.slice(0, 25), rows.slice(90)]
  const island = { ...exampleWindow(range, { reachesStart: true }), newer: 'idle' as const }
  const { account } = drawMessagePanel({
    ...windowOf(newest),
    viewed: { [general]: messageIdOf(1) },
    islands: { [general]: [island] },
  })
  act(() => {
    account.store.update((draft) => {
      draft.islands = {}
      draft.windows[general] = castDraft(exampleWindow(rows, { reachesStart: true }))
    })
  })
  expect(screen.getByRole('button', { name: 'Jump to present' })).toBeDefined()
  height.mockRestore()
})

test('near the top, one older page is read', async () => {
  const rows = exampleMessages(101, 200)
  const { gateway } = drawMessagePanel({ ...windowOf(rows), windows: { [general]: exampleWindow(rows) } })
  await scroll(0)
  expect(gateway.untaken()).toEqual([`GET /channels/${general}/messages?limit=50&before=${messageIdOf(101)}`])
})

test('an older page that does not come says so, and is asked for again by hand alone', async () => {
  const rows = exampleMessages(101, 200)
  const { gateway } = drawMessagePanel({ ...windowOf(rows), windows: { [general]: exampleWindow(rows) } })
  await scroll(0)
  const line = `GET /channels/${general}/messages`
  ;(await gateway.take(line)).lose()
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('Older messages did not load.')
  await act(settled)
  expect(gateway.untaken()).toEqual([])
  fireEvent.click(within(alert).getByRole('button', { name: 'Try again' }))
  ;(await gateway.take(line)).answer([])
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
})

test('a channel stands at its newest message before anything is painted, however high its rows are', () => {
  const height = vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(90)
  drawMessagePanel(windowOf(exampleMessages(1, 100)))
  height.mockRestore()
  const { scrollTop, scrollHeight, clientHeight } = screen.getByRole('log')
  expect(scrollTop).toBe(scrollHeight - clientHeight)
  expect(screen.getByText('text 100')).toBeDefined()
})

test('of a long history only what is in view is drawn', () => {
  drawMessagePanel(windowOf(exampleMessages(1, 2_000)))
  expect(screen.getAllByRole('article').length).toBeLessThan(60)
})
