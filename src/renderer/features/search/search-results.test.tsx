import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { castDraft } from 'immer'
import { useRef, type ReactElement } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Message } from '#shared/models/message.ts'
import type { Account } from '../../accounts/account.ts'
import { drawInAccount, inAccount } from '../../fixtures/draw-in-account.tsx'
import { settled } from '../../fixtures/held-gateway.ts'
import {
  channelIdOf,
  exampleChannel,
  exampleMessage,
  exampleMessages,
  examplePlace,
  exampleServer,
  exampleWindow,
  messageIdOf,
  serverIdOf,
  userIdOf,
} from '../../fixtures/records.ts'
import { createTestAccount, type TestAccount } from '../../fixtures/test-account.ts'
import { en } from '../../i18n/en.ts'
import { createTimeFormat } from '../../parts/format-time.ts'
import { SearchField } from './search-field.tsx'
import { SearchResults } from './search-results.tsx'
import { useSearch, type SearchPlace } from './use-search.ts'

afterEach(cleanup)

const time = createTimeFormat({ locale: 'en-GB', words: en.time, timeZone: 'UTC' })
const general = channelIdOf(1)
const onOpen = vi.fn<(channelId: string, messageId: string) => void>()
beforeEach(() => {
  onOpen.mockClear()
})

const links = { hrefOf: (channel: string, message: string) => `/${channel}?message=${message}`, onOpen }
const here: SearchPlace = { channelId: general, serverId: serverIdOf(1) }

/** Field and results as the window has them. */
function Searched({
  place = here,
  folded = false,
}: {
  readonly place?: SearchPlace
  readonly folded?: boolean
}): ReactElement {
  const searching = useSearch(place)
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  if (searching === undefined) throw new Error('No place')
  const { query } = searching
  return (
    <>
      {/* Each channel has a head of its own. */}
      <SearchField
        key={place.channelId}
        searching={searching}
        field={input}
        list={list}
        name="general"
        folded={folded}
      />
      {query === undefined ? null : (
        <SearchResults searching={searching} field={input} list={list} query={query} time={time} links={links} />
      )}
    </>
  )
}

function open(): TestAccount {
  const place = examplePlace({
    channels: [exampleChannel(1, { name: 'general' }), exampleChannel(2, { name: 'maps' })],
  })
  return createTestAccount({
    servers: [exampleServer(1, { name: 'Night Trains' })],
    places: { [serverIdOf(1)]: place },
    connection: { status: 'connected' },
  })
}

const field = (): HTMLElement => screen.getByRole('searchbox', { name: 'Search' })
const region = (): HTMLElement => screen.getByRole('region', { name: 'Search results' })
const hits = (): readonly HTMLElement[] => within(region()).queryAllByRole('link')

function write(text: string, key = 'Enter'): void {
  fireEvent.change(field(), { target: { value: text } })
  fireEvent.keyDown(field(), { key })
}

const inChannel = `GET /channels/${general}/search?`
const inServer = `GET /servers/${serverIdOf(1)}/search?`

interface Over {
  readonly page?: number
  readonly total?: number
  readonly line?: string
}

async function answer(opened: TestAccount, messages: readonly Message[], over: Over = {}): Promise<void> {
  const { page = 1, total = messages.length, line = inChannel } = over
  const held = await opened.gateway.take(line)
  await act(async () => {
    held.answer({ messages, pagination: { page, limit: 25, total, totalPages: Math.ceil(total / 25) } })
    await settled()
  })
}

test('F28: what was looked for is marked, as text', async () => {
  const opened = open()
  drawInAccount(opened.account, <Searched />)
  write('上海')
  await answer(opened, [exampleMessage(1, { content: '我家在上海东边。<b>x</b>' })])
  await waitFor(() => expect(hits()).toHaveLength(1))
  expect(region().querySelector('mark')?.textContent).toBe('上海')
  expect(region().querySelector('b')).toBeNull()
  expect(hits()[0]?.textContent).toContain('我家在上海东边。<b>x</b>')
})

test('J27: all of 30 matches can be reached, mentions are readable, a click goes to the message', async () => {
  const opened = open()
  opened.account.store.update((draft) => {
    draft.people[userIdOf(3)] = castDraft({ _id: userIdOf(3), username: 'Mika', isBot: false })
  })
  drawInAccount(opened.account, <Searched />)
  const all = exampleMessages(1, 30)
    .map((message) => ({ ...message, content: `${message.content ?? ''} <@${userIdOf(3)}>` }))
    .toReversed()
  write('text')
  await answer(opened, all.slice(0, 25), { total: 30 })
  await waitFor(() => expect(hits()).toHaveLength(25))
  expect(within(region()).getByRole('heading').textContent).toBe('30 messages')
  fireEvent.click(within(region()).getByRole('button', { name: 'More results' }))
  await answer(opened, all.slice(25), { page: 2, total: 30 })
  await waitFor(() => expect(hits()).toHaveLength(30))
  expect(within(region()).queryByRole('button', { name: 'More results' })).toBeNull()
  expect(hits()[0]?.textContent).toContain('@Mika')
  const last = hits()[29]
  if (last !== undefined) fireEvent.click(last)
  expect(onOpen).toHaveBeenCalledWith(general, messageIdOf(1))
})

test('arrows go from the field to the hits and back, Escape ends the search and stays in the field', async () => {
  const opened = open()
  drawInAccount(opened.account, <Searched />)
  write('text')
  await answer(opened, exampleMessages(1, 2).toReversed())
  await waitFor(() => expect(hits()).toHaveLength(2))
  fireEvent.keyDown(field(), { key: 'ArrowDown' })
  expect(document.activeElement).toBe(hits()[0])
  fireEvent.keyDown(hits()[0] ?? field(), { key: 'ArrowDown' })
  expect(document.activeElement).toBe(hits()[1])
  fireEvent.keyDown(hits()[1] ?? field(), { key: 'Home' })
  fireEvent.keyDown(hits()[0] ?? field(), { key: 'ArrowUp' })
  expect(document.activeElement).toBe(field())
  fireEvent.keyDown(field(), { key: 'ArrowDown' })
  fireEvent.keyDown(hits()[0] ?? field(), { key: 'Escape' })
  expect(screen.queryByRole('region')).toBeNull()
  expect([document.activeElement, (field() as HTMLInputElement).value]).toEqual([field(), ''])
})

test('F12: keys that belong to an input method neither search nor end a search', async () => {
  const opened = open()
  drawInAccount(opened.account, <Searched />)
  fireEvent.change(field(), { target: { value: '上' } })
  fireEvent.keyDown(field(), { key: 'Enter', isComposing: true })
  expect(screen.queryByRole('region')).toBeNull()
  fireEvent.keyDown(field(), { key: 'Enter' })
  await answer(opened, [])
  fireEvent.keyDown(field(), { key: 'Escape', isComposing: true })
  expect((field() as HTMLInputElement).value).toBe('上')
  expect(region().textContent).toContain(en.search.nothing('上'))
})

test('F29: a hit that was edited to something else, or taken back, is none any more', async () => {
  const opened = open()
  drawInAccount(opened.account, <Searched />)
  const [first, second, third] = exampleMessages(1, 3)
  write('text')
  await answer(
    opened,
    [third, second, first].filter((row) => row !== undefined),
  )
  await waitFor(() => expect(hits()).toHaveLength(3))
  const later = '2026-03-15T09:00:00.000Z'
  act(() => {
    opened.account.store.update((draft) => {
      const rows = [
        exampleMessage(1, { content: 'bar', updatedAt: later }),
        exampleMessage(2, { retractedAt: later, updatedAt: later }),
        exampleMessage(3, { content: 'new text', updatedAt: later }),
      ]
      draft.windows[general] = castDraft(exampleWindow(rows))
    })
  })
  expect(hits().map((hit) => hit.textContent)).toEqual([expect.stringContaining('new text')])
  expect(within(region()).getByRole('heading').textContent).toBe('1 message')
})

test('J45: hits of a channel that may not be seen any more are gone', async () => {
  const opened = open()
  drawInAccount(opened.account, <Searched />)
  write('text')
  fireEvent.click(within(region()).getByRole('button', { name: 'Night Trains' }))
  await answer(opened, [exampleMessage(2, { channelId: channelIdOf(2) }), exampleMessage(1)], { line: inServer })
  await waitFor(() => expect(hits()).toHaveLength(2))
  expect(hits()[0]?.textContent).toContain('#maps')
  act(() => {
    opened.account.store.update((draft) => {
      draft.places[serverIdOf(1)] = castDraft(examplePlace({ channels: [exampleChannel(1)] }))
    })
  })
  expect(hits()).toHaveLength(1)
})

test('F30: a search that failed says so, and works again', async () => {
  const opened = open()
  drawInAccount(opened.account, <Searched />)
  write('POL-358')
  const held = await opened.gateway.take(inChannel)
  held.answer({ message: 'index is broken' }, { status: 500 })
  expect(await within(region()).findByText('The search did not work')).toBeDefined()
  fireEvent.click(within(region()).getByRole('button', { name: 'Try again' }))
  await answer(opened, [exampleMessage(1, { content: 'see POL-358' })])
  await waitFor(() => expect(hits()).toHaveLength(1))
})

test('without a network it is said that only this computer was searched, and the line that is back searches again', async () => {
  const opened = open()
  drawInAccount(opened.account, <Searched />)
  act(() => {
    opened.account.store.update((draft) => {
      draft.connection = { status: 'reconnecting', attempt: 1 }
    })
  })
  write('text')
  ;(await opened.gateway.take(inChannel)).lose()
  expect(await within(region()).findByText('Only what is kept on this computer was searched.')).toBeDefined()
  act(() => {
    opened.account.store.update((draft) => {
      draft.connection = { status: 'connected' }
    })
  })
  await answer(opened, exampleMessages(1, 1))
  await waitFor(() => expect(hits()).toHaveLength(1))
})

test('J44: what is kept is found without a network, a page at a time, and gives way to what the gateway finds', async () => {
  const opened = open()
  const kept = exampleMessages(1, 60).toReversed()
  const account: Account = {
    ...opened.account,
    search: async function* search({ text }) {
      await settled()
      yield kept.slice(0, 50).filter(({ content }) => content?.includes(text))
      yield kept.slice(50)
    },
  }
  drawInAccount(account, <Searched />)
  write('text')
  await waitFor(() => expect(hits()).toHaveLength(50))
  const asked = await opened.gateway.take(inChannel)
  asked.lose()
  await within(region()).findByText('Only what is kept on this computer was searched.')
  expect(within(region()).getByRole('heading').textContent).toBe('At least 50 messages')
  fireEvent.click(within(region()).getByRole('button', { name: 'More results' }))
  await waitFor(() => expect(hits()).toHaveLength(60))
  expect(within(region()).getByRole('heading').textContent).toBe('60 messages')
  fireEvent.click(within(region()).getByRole('button', { name: 'Try again' }))
  await answer(opened, exampleMessages(7, 7))
  await waitFor(() => expect(hits()).toHaveLength(1))
})

test('an answer that comes after the next question is not its answer', async () => {
  const opened = open()
  drawInAccount(opened.account, <Searched />)
  write('old')
  const old = await opened.gateway.take(inChannel)
  write('text')
  await answer(opened, exampleMessages(1, 1))
  old.answer({ messages: exampleMessages(5, 9), pagination: { page: 1, limit: 25, total: 5, totalPages: 1 } })
  await waitFor(() => expect(hits()).toHaveLength(1))
  expect(hits()[0]?.textContent).toContain('text 1')
})

test('the keys lead to the field; whoever leaves the channel has no results of it', async () => {
  const opened = open()
  const { rerender } = drawInAccount(opened.account, <Searched />)
  fireEvent.keyDown(document.body, { key: 'f', ctrlKey: true })
  expect(document.activeElement).toBe(field())
  write('text')
  await answer(opened, exampleMessages(1, 1))
  rerender(inAccount(opened.account, <Searched place={{ ...here, channelId: channelIdOf(2) }} />))
  expect([screen.queryByRole('region'), (field() as HTMLInputElement).value]).toEqual([null, ''])
})

test('in another channel of the server that is searched the field still says what its results are of', async () => {
  const opened = open()
  const { rerender } = drawInAccount(opened.account, <Searched />)
  write('text')
  fireEvent.click(within(region()).getByRole('button', { name: 'Night Trains' }))
  rerender(inAccount(opened.account, <Searched place={{ ...here, channelId: channelIdOf(2) }} />))
  expect((field() as HTMLInputElement).value).toBe('text')
  fireEvent.keyDown(field(), { key: 'Enter' })
  expect(region()).toBeDefined()
})

test('whoever closed a search once is not brought to its field again by going elsewhere', () => {
  const opened = open()
  const { rerender } = drawInAccount(opened.account, <Searched />)
  write('text')
  fireEvent.keyDown(field(), { key: 'Escape' })
  expect(document.activeElement).toBe(field())
  rerender(inAccount(opened.account, <Searched place={{ ...here, channelId: channelIdOf(2) }} />))
  expect(document.activeElement).toBe(document.body)
  rerender(inAccount(opened.account, <Searched place={{ ...here, channelId: channelIdOf(2) }} folded />))
  expect(document.activeElement).toBe(document.body)
})

test('narrow: the field comes out of a button, and goes back into it', () => {
  const opened = open()
  drawInAccount(opened.account, <Searched folded />)
  fireEvent.click(screen.getByRole('button', { name: 'Search messages' }))
  expect(document.activeElement).toBe(field())
  fireEvent.keyDown(field(), { key: 'Escape' })
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Search messages' }))
})
