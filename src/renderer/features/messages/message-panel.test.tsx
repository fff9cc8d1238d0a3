import { act, cleanup, createEvent, fireEvent, renderHook, screen, waitFor, within } from '@testing-library/react'
import { castDraft } from 'immer'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { drawInAccount, inAccount } from '../../fixtures/draw-in-account.tsx'
import { settled } from '../../fixtures/held-gateway.ts'
import { giveLayout } from '../../fixtures/layout.ts'
import {
  channelIdOf,
  exampleChannel,
  exampleDirect,
  exampleMark,
  exampleMe,
  exampleMessage,
  exampleMessages,
  examplePerson,
  examplePlace,
  exampleState,
  exampleWindow,
  messageIdOf,
  serverIdOf,
  timeOf,
  userIdOf,
} from '../../fixtures/records.ts'
import { createTestAccount, type TestAccount } from '../../fixtures/test-account.ts'
import { en } from '../../i18n/en.ts'
import { createTimeFormat } from '../../parts/format-time.ts'
import { selectUnread } from '../../store/selectors/unread.ts'
import type { AccountState, MessageRow } from '../../store/state.ts'
import type { Surround } from './channel-header.tsx'
import { MessagePanel } from './message-panel.tsx'
import { useDraft } from './use-draft.ts'

beforeAll(giveLayout)
beforeEach(() => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
})
afterEach(cleanup)

const general = channelIdOf(1)
const time = createTimeFormat({ locale: 'en-GB', words: en.time, timeZone: 'UTC' })
const surround: Surround = {
  onOpenLists: undefined,
  somethingUnread: false,
  membersShown: false,
  onToggleMembers: undefined,
  membersInSheet: false,
}

interface Drawn extends TestAccount {
  readonly onOpenLink: ReturnType<typeof vi.fn<(url: string, shown: string) => void>>
  /** Draws another channel in its place. */
  readonly goTo: (channel: typeof general) => void
  readonly composer: () => HTMLTextAreaElement
}

const windowOf = (rows: readonly MessageRow[]): Partial<AccountState> => ({
  openChannel: general,
  windows: { [general]: exampleWindow(rows, { reachesStart: true }) },
  marks: { [general]: exampleMark({ lastReadMessageId: messageIdOf(1) }) },
})

function draw(state: Partial<AccountState> = windowOf(exampleMessages(1, 3)), channelId = general): Drawn {
  const opened = createTestAccount(state)
  const onOpenLink = vi.fn<(url: string, shown: string) => void>()
  const panel = (channel: typeof general): Parameters<typeof drawInAccount>[1] => (
    <MessagePanel
      channelId={channel}
      time={time}
      surround={surround}
      onOpenLink={onOpenLink}
      onOpenChannel={() => undefined}
      channelHref={(id) => `/channels/${id}`}
      strip={<div />}
      listing="ready"
      isChosen
      onReadAgain={() => undefined}
    />
  )
  const { rerender } = drawInAccount(opened.account, panel(channelId))
  return {
    ...opened,
    say: (...event) => {
      act(() => {
        opened.say(...event)
      })
    },
    onOpenLink,
    goTo: (channel) => {
      rerender(inAccount(opened.account, panel(channel)))
    },
    composer: () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^Message / }),
  }
}

function type(field: HTMLTextAreaElement, value: string): void {
  fireEvent.change(field, { target: { value } })
}

const rowOf = (text: string | RegExp): HTMLElement => {
  const row = screen.getByText(text).closest('article')
  if (row === null) throw new Error('not in a message')
  return row
}

const described = (element: Element): string =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? ''

const own = (number: number, over: object = {}): MessageRow => exampleMessage(number, { authorId: exampleMe, ...over })

// Writing

test('Enter sends what was typed exactly, the field empties at once, and the row says that it is on its way', async () => {
  const { composer, gateway } = draw()
  type(composer(), 'two\nlines ')
  fireEvent.keyDown(composer(), { key: 'Enter' })
  expect(composer().value).toBe('')
  expect((await gateway.take(`POST /channels/${general}/messages`)).body).toMatchObject({ content: 'two\nlines ' })
  expect(described(rowOf(/two/))).toBe('Sending')
})

test('Shift+Enter breaks the line and sends nothing', () => {
  const { composer, account } = draw()
  type(composer(), 'one')
  const enter = createEvent.keyDown(composer(), { key: 'Enter', shiftKey: true })
  fireEvent(composer(), enter)
  expect(enter.defaultPrevented).toBe(false)
  expect(account.store.get().pending).toEqual({})
})

test.each([
  ['that is composing', { key: 'Enter', isComposing: true }],
  ['that ends a composition in browsers that say so late', { key: 'Enter', keyCode: 229 }],
])('[F13] Enter %s belongs to the input method: nothing is sent, the text stays', (_case, key) => {
  const { composer, account } = draw()
  type(composer(), '你好')
  fireEvent.keyDown(composer(), key)
  expect(composer().value).toBe('你好')
  expect(account.store.get().pending).toEqual({})
  fireEvent.keyDown(composer(), { key: 'Enter' })
  expect(account.store.get().pending[general]).toMatchObject([{ content: '你好' }])
})

test('nothing, and nothing but white space, is not sent', () => {
  const { composer, account } = draw()
  for (const value of ['', '  \n ']) {
    type(composer(), value)
    fireEvent.keyDown(composer(), { key: 'Enter' })
    expect(composer().value).toBe(value)
  }
  expect(account.store.get().pending).toEqual({})
})

test('[F31] what is too long is not sent, stays, and says by how much', () => {
  const { composer, account } = draw()
  type(composer(), 'x'.repeat(4_003))
  fireEvent.keyDown(composer(), { key: 'Enter' })
  expect(composer().value).toHaveLength(4_003)
  expect(screen.getByText('3 too many')).toBeDefined()
  expect(account.store.get().pending).toEqual({})
})

test('[F24] what is typed belongs to its channel: another one is empty, and back again it is there', () => {
  const place = examplePlace({ channels: [exampleChannel(1), exampleChannel(2)] })
  const { composer, goTo } = draw({ ...windowOf([]), places: { [serverIdOf(1)]: place } })
  type(composer(), 'half a sentence')
  goTo(channelIdOf(2))
  expect(screen.getByRole('textbox', { name: 'Message #channel-2' })).toHaveProperty('value', '')
  goTo(general)
  expect(composer().value).toBe('half a sentence')
})

test('[F24] also where the field itself stays, another channel has another text', () => {
  const { account } = createTestAccount()
  account.sync.drafts.write(channelIdOf(2), 'there')
  const { result, rerender } = renderHook(({ channel }) => useDraft(channel), {
    initialProps: { channel: general },
    wrapper: ({ children }) => inAccount(account, <>{children}</>),
  })
  act(() => result.current[1]('here'))
  rerender({ channel: channelIdOf(2) })
  expect(result.current[0]).toBe('there')
  act(() => result.current[1](''))
  expect(Object.entries(account.store.get().drafts)).toMatchObject([[general, { text: 'here' }]])
})

test('a refused message keeps its text, says why, and offers to try again or to give up', async () => {
  const { composer, gateway } = draw()
  type(composer(), 'precious words')
  fireEvent.keyDown(composer(), { key: 'Enter' })
  const line = `POST /channels/${general}/messages`
  ;(await gateway.take(line)).answer({ message: 'The moon is full' }, { status: 403 })
  await waitFor(() => expect(described(rowOf('precious words'))).toBe('Not sent. The server says: The moon is full'))
  fireEvent.click(within(rowOf('precious words')).getByRole('button', { name: 'Retry' }))
  ;(await gateway.take(line)).answer(
    { message: 'You do not have permission to send messages in this channel.' },
    { status: 403 },
  )
  await waitFor(() => expect(described(rowOf('precious words'))).toBe('Not sent. You may not post here.'))
  fireEvent.click(within(rowOf('precious words')).getByRole('button', { name: 'Delete' }))
  expect(screen.queryByText('precious words')).toBeNull()
})

test('[rule 7] a message without an answer is not confirmed, and never called failed', async () => {
  const { composer, gateway, account } = draw()
  type(composer(), 'did it arrive?')
  fireEvent.keyDown(composer(), { key: 'Enter' })
  ;(await gateway.take(`POST /channels/${general}/messages`)).lose()
  await waitFor(() => expect(described(rowOf('did it arrive?'))).toBe('Not confirmed yet'))
  expect(within(rowOf('did it arrive?')).getByRole('button', { name: 'Send again' })).toBeDefined()
  fireEvent.click(within(rowOf('did it arrive?')).getByRole('button', { name: 'Discard' }))
  expect(account.store.get().pending).toEqual({})
})

test('where one may not write there is no field, and the reason stands there', () => {
  const place = examplePlace({ channels: [exampleChannel(1, { permissions: ['VIEW_CHANNEL'] })] })
  draw({ ...windowOf(exampleMessages(1, 2)), places: { [serverIdOf(1)]: place } })
  expect(screen.queryByRole('textbox')).toBeNull()
  expect(screen.getByText('You may read here, but not write.')).toBeDefined()
})

// Editing

const withOwn = windowOf([exampleMessage(1), own(2), own(3, { retractedAt: timeOf(9) }), exampleMessage(4)])

function editLast({ composer }: Drawn): HTMLTextAreaElement {
  fireEvent.keyDown(composer(), { key: 'ArrowUp' })
  return screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Edit message' })
}

test('Up in an empty field edits the last own message that stands; with text in it, Up moves the cursor', () => {
  const drawn = draw(withOwn)
  type(drawn.composer(), 'a')
  fireEvent.keyDown(drawn.composer(), { key: 'ArrowUp' })
  expect(screen.queryByRole('textbox', { name: 'Edit message' })).toBeNull()
  type(drawn.composer(), '')
  const field = editLast(drawn)
  expect(field.value).toBe('text 2')
  expect(document.activeElement).toBe(field)
})

test('Enter saves an edit and leaves the field', async () => {
  const drawn = draw(withOwn)
  const field = editLast(drawn)
  type(field, 'better')
  fireEvent.keyDown(field, { key: 'Enter' })
  const patch = await drawn.gateway.take(`PATCH /channels/${general}/messages/${messageIdOf(2)}`)
  expect(patch.body).toEqual({ content: 'better' })
  patch.answer(own(2, { content: 'better', rev: 2, editedAt: timeOf(9) }))
  await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Edit message' })).toBeNull())
  expect(rowOf('better').textContent).toContain('(edited)')
})

test('J24: a refused edit keeps what was typed beside the message and says why', async () => {
  const drawn = draw(withOwn)
  const field = editLast(drawn)
  type(field, 'better')
  fireEvent.keyDown(field, { key: 'Enter' })
  // Shown at once, before any answer.
  expect(rowOf('better')).toBeDefined()
  const patch = await drawn.gateway.take('PATCH')
  patch.answer({ message: 'You do not have permission to manage this message.' }, { status: 403 })
  await waitFor(() =>
    expect(screen.getByRole('alert').textContent).toContain('Not saved. You may not change that message.'),
  )
  expect(screen.getByText('text 2')).toBeDefined()
  expect(within(screen.getByRole('alert')).getByText('better')).toBeDefined()
  fireEvent.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Retry' }))
  ;(await drawn.gateway.take('PATCH')).answer(own(2, { content: 'better', rev: 2 }))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  expect(rowOf('better')).toBeDefined()
})

test('Escape leaves the field without a change; nothing new and nothing at all are not saved', async () => {
  const drawn = draw(withOwn)
  type(editLast(drawn), 'thrown away')
  fireEvent.keyDown(screen.getByRole('textbox', { name: 'Edit message' }), { key: 'Escape' })
  expect(screen.queryByRole('textbox', { name: 'Edit message' })).toBeNull()
  expect(screen.getByText('text 2')).toBeDefined()
  const again = editLast(drawn)
  type(again, '  ')
  fireEvent.keyDown(again, { key: 'Enter' })
  expect(screen.getByRole('textbox', { name: 'Edit message' })).toBeDefined()
  type(again, 'text 2')
  fireEvent.keyDown(again, { key: 'Enter' })
  expect(screen.queryByRole('textbox', { name: 'Edit message' })).toBeNull()
  await settled()
  expect(drawn.gateway.untaken().filter((line) => line.startsWith('PATCH'))).toEqual([])
})

test('[F12] Escape and Enter of an input method do nothing to an edit', () => {
  const field = editLast(draw(withOwn))
  type(field, 'にほん')
  fireEvent.keyDown(field, { key: 'Escape', isComposing: true })
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true })
  expect(screen.getByRole('textbox', { name: 'Edit message' })).toHaveProperty('value', 'にほん')
})

// Reading

test('messages of one author stand under one head; another author, a reply and a new day begin a new one', () => {
  const read = { [general]: exampleMark({ lastReadMessageId: messageIdOf(5) }) }
  draw({
    ...windowOf([
      exampleMessage(1),
      exampleMessage(2),
      exampleMessage(3, { authorId: examplePerson(3) }),
      exampleMessage(4, { authorId: examplePerson(3), referencedMessageId: messageIdOf(1) }),
      exampleMessage(5, { authorId: examplePerson(3), createdAt: '2026-03-20T09:00:00.000Z' }),
    ]),
    marks: read,
  })
  const heads = screen
    .getAllByRole('article')
    .map((row) => row.querySelector('header')?.querySelector('bdi')?.textContent)
  expect(heads).toEqual(['user-2', undefined, 'user-3', 'user-3', 'user-3'])
})

test('a line stands where a day begins and where the new messages begin', () => {
  const [first, second] = [new Date(2026, 2, 14, 12), new Date(2026, 2, 15, 12)]
  draw(
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

test('the line of what is new stays where it was while one reads', () => {
  const { account } = draw()
  const newLine = (): string => screen.getByRole('separator', { name: 'New' }).nextElementSibling?.textContent ?? ''
  expect(newLine()).toContain('text 2')
  act(() => {
    account.sync.acknowledge(general, messageIdOf(3))
  })
  expect(newLine()).toContain('text 2')
})

test('what was in view before anybody knew how far was read is read once that is known', () => {
  const { account } = draw({ ...windowOf(exampleMessages(1, 3)), marks: {} })
  const counted = { through: messageIdOf(3), unread: 3, mentions: 0 }
  act(() => {
    account.store.update((draft) => {
      draft.marks[general] = castDraft(exampleMark({ counted }))
    })
  })
  expect(account.store.get().marks[general]?.lastReadMessageId).toBe(messageIdOf(3))
})

test('what is marked as unread is where the line of what is new stands, and it is not read by being in view', async () => {
  const { account } = draw(windowOf(exampleMessages(1, 3)))
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
  const { account } = draw({ ...windowOf(rows), windows: { [general]: exampleWindow(rows, { catchingUp: true }) } })
  expect(account.store.get().marks[general]?.lastReadMessageId).toBe(messageIdOf(3))
  act(() => {
    account.store.update((draft) => {
      draft.windows[general] = castDraft(exampleWindow(exampleMessages(1, 5), { reachesStart: true }))
    })
  })
  expect(screen.getByRole('separator', { name: 'New' }).nextElementSibling?.textContent).toContain('text 2')
})

test('each message is an article named by author and time; one that cannot be read says so', () => {
  const unreadable: MessageRow = { kind: 'unreadable', _id: messageIdOf(2), createdAt: timeOf(2) }
  draw(windowOf([exampleMessage(1), unreadable, exampleMessage(3, { authorId: null })]))
  expect(screen.getAllByRole('article').map((row) => row.getAttribute('aria-label'))).toEqual([
    'user-2, 09:00',
    'This message cannot be shown',
    'Deleted account, 09:00',
  ])
})

test('[rule 24] a retracted message shows that it was there, never what it said, and offers nothing', () => {
  draw(windowOf([own(1, { content: 'the secret', retractedAt: timeOf(9) })]))
  const row = screen.getByRole('article')
  expect(row.textContent).toContain('user-1 retracted this message')
  expect(row.textContent).not.toContain('the secret')
  fireEvent.pointerEnter(row)
  expect(within(row).queryByRole('toolbar')).toBeNull()
})

test('[F20] hostile text is text: no element, no script, no picture comes out of it', () => {
  const hostile = [
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '[click](javascript:alert(1)) <javascript:alert(1)>',
    '![x](https://evil.example/track.png)',
    `<@${userIdOf(99)}> <#${channelIdOf(99)}>`,
    `${'>'.repeat(500)}${'*_`['.repeat(200)}`,
  ]
  draw(windowOf(hostile.map((content, index) => exampleMessage(index + 1, { content }))))
  const log = screen.getByRole('log')
  expect(log.querySelectorAll('script, img[src^="http"], iframe, [onerror]')).toHaveLength(0)
  for (const link of log.querySelectorAll('a')) expect(link.getAttribute('href') ?? '').not.toMatch(/^javascript:/i)
  expect(log.textContent).toContain('<script>alert(1)</script><img src=x onerror=alert(1)>')
  expect(log.textContent).toContain('@unknown person')
})

test('a link in a message goes through the question about where it leads', () => {
  const { onOpenLink } = draw(windowOf([exampleMessage(1, { content: '[bank.example](https://evil.example/)' })]))
  fireEvent.click(screen.getByRole('link', { name: 'bank.example' }))
  expect(onOpenLink.mock.calls).toEqual([['https://evil.example/', 'bank.example']])
})

test.each([
  ['its readable fallback', { plainText: 'an invitation' }, 'an invitation'],
  ['that it cannot be shown', {}, 'message/card/x: This app cannot show it yet.'],
])('a kind of message nobody knows shows %s', (_case, over, shown) => {
  draw(windowOf([exampleMessage(1, { type: 'message/card/x', content: '', ...over })]))
  expect(screen.getByRole('article').textContent).toContain(shown)
})

test('[J31] of a card of a kind nobody knows its title, its words and its address are shown', () => {
  const payload = { title: 'Build 7', summary: 'Went <b>well</b>', url: 'https://ci.example/7', data: [] }
  const { onOpenLink } = draw(windowOf([exampleMessage(1, { type: 'app/x-build-card', content: '', payload })]))
  expect(screen.getByRole('article').textContent).toContain('Went <b>well</b>')
  fireEvent.click(screen.getByRole('button', { name: 'Build 7' }))
  expect(onOpenLink.mock.calls).toEqual([['https://ci.example/7', 'Build 7']])
  expect(screen.queryByText(/cannot show it/)).toBeNull()
})

test('[J31] a page a message names stands below its words; one that is no page of the web leads nowhere', () => {
  const embeds = [
    {
      title: 'Night trains',
      description: 'All of them',
      url: 'https://rails.example/',
      images: ['https://x.test/i.png'],
    },
    { title: 'Odd', url: 'javascript:alert(1)' },
  ]
  draw(windowOf([exampleMessage(1, { content: 'see https://rails.example/', payload: { embeds } })]))
  const row = screen.getByRole('article')
  expect(within(row).getByRole('button', { name: 'Night trains' }).title).toBe('https://rails.example/')
  expect(row.textContent).toContain('All of them')
  expect(within(row).queryByRole('button', { name: 'Odd' })).toBeNull()
  expect(row.textContent).toContain('Odd')
  expect(row.querySelectorAll('img')).toHaveLength(0)
})

test('[J31] a forwarded message is what it was said to be: place, author, words, files', () => {
  const file = { filename: 'map.pdf', contentType: 'application/pdf', size: 2048, url: 'https://a.test/map.pdf' }
  const forwardedMessage = { content: 'Look **here**', author: { username: 'Robin' }, attachments: [file] }
  const payload = { forwardedFromLabel: '#trips', forwardedMessage }
  const { onOpenLink } = draw(
    windowOf([exampleMessage(1, { type: 'app/x-forward-card', content: '', context: 'raw', payload })]),
  )
  const card = screen.getByRole('region', { name: 'Forwarded message' })
  for (const words of ['#trips', 'Robin', 'Look here']) expect(card.textContent).toContain(words)
  fireEvent.click(within(card).getByRole('button', { name: 'map.pdf' }))
  expect(onOpenLink.mock.calls).toEqual([['https://a.test/map.pdf', 'map.pdf']])
  expect(screen.queryByText('raw')).toBeNull()
})

test('what can be done to a message is what this person may do', () => {
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: () => Promise.resolve() } })
  const place = examplePlace({ channels: [exampleChannel(1, { permissions: ['SEND_MESSAGES', 'MANAGE_MESSAGES'] })] })
  const actionsOf = (text: string): readonly (string | null)[] => {
    fireEvent.pointerEnter(rowOf(text))
    const bar = within(rowOf(text)).getByRole('toolbar', { name: 'Message actions' })
    return within(bar)
      .getAllByRole('button')
      .map((button) => button.getAttribute('aria-label'))
  }
  draw(windowOf([exampleMessage(1), own(2)]))
  expect(actionsOf('text 1')).toEqual(['Reply', 'More'])
  expect(actionsOf('text 2')).toEqual(['Reply', 'Edit', 'Retract', 'More'])
  cleanup()
  draw({ ...windowOf([exampleMessage(1)]), places: { [serverIdOf(1)]: place } })
  expect(actionsOf('text 1')).toEqual(['Reply', 'Retract', 'More'])
  Reflect.deleteProperty(navigator, 'clipboard')
})

test('a text that is copied is said to be; where a page has no clipboard, copying is not offered', async () => {
  const copied: string[] = []
  const writeText = (words: string): Promise<void> => {
    copied.push(words)
    return Promise.resolve()
  }
  draw(windowOf([exampleMessage(1)]))
  fireEvent.contextMenu(rowOf('text 1'))
  expect(screen.queryByRole('menuitem', { name: 'Copy text' })).toBeNull()
  cleanup()

  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } })
  draw(windowOf([exampleMessage(1)]))
  fireEvent.contextMenu(rowOf('text 1'))
  fireEvent.click(screen.getByRole('menuitem', { name: 'Copy text' }))
  await waitFor(() => {
    expect(screen.getAllByText('Copied')).not.toHaveLength(0)
  })
  expect(copied).toEqual(['text 1'])
  Reflect.deleteProperty(navigator, 'clipboard')
})

test('J24: retracting asks once, shows at once, and a refusal is said where the message is', async () => {
  const { gateway } = draw(windowOf([own(1)]))
  fireEvent.pointerEnter(rowOf('text 1'))
  fireEvent.click(within(rowOf('text 1')).getByRole('button', { name: 'Retract' }))
  const dialog = screen.getByRole('dialog', { name: 'Retract this message?' })
  fireEvent.click(within(dialog).getByRole('button', { name: 'Retract message' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(screen.getByRole('article').textContent).toContain('retracted this message')
  const line = `DELETE /channels/${general}/messages/${messageIdOf(1)}`
  ;(await gateway.take(line)).answer({ message: 'No' }, { status: 403 })
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('Not retracted.'))
  expect(screen.getByText('text 1')).toBeDefined()
  fireEvent.click(screen.getByRole('button', { name: 'Retry' }))
  ;(await gateway.take(line)).answer(own(1, { rev: 2, retractedAt: timeOf(9) }))
  await waitFor(() => expect(screen.getByRole('article').textContent).toContain('retracted this message'))
})

test('a reply shows what it answers, also where that was retracted or is not there', () => {
  const reply = (number: number, to: number): MessageRow =>
    exampleMessage(number, { authorId: examplePerson(3), referencedMessageId: messageIdOf(to) })
  draw(
    windowOf([
      exampleMessage(1),
      exampleMessage(2, { retractedAt: timeOf(9) }),
      reply(4, 1),
      reply(5, 2),
      reply(6, 99),
    ]),
  )
  const quotes = screen.getAllByRole('article').map((row) => row.querySelector('.quote')?.textContent)
  expect(quotes.slice(2).map((quote) => quote?.replace(/^U2?/, ''))).toEqual([
    'user-2text 1',
    'user-2Retracted message',
    'In reply to an earlier message',
  ])
})

test('a reply names whom it answers, is sent as one, and shows what it answers while it is on its way', async () => {
  const { composer, gateway } = draw()
  fireEvent.pointerEnter(rowOf('text 2'))
  fireEvent.click(within(rowOf('text 2')).getByRole('button', { name: 'Reply' }))
  expect(document.querySelector('.composer-reply')?.textContent).toMatch(/^Replying to user-2/)
  expect(document.activeElement).toBe(composer())
  type(composer(), 'the answer')
  fireEvent.keyDown(composer(), { key: 'Enter' })
  expect(document.querySelector('.composer-reply')).toBeNull()
  expect(rowOf('the answer').querySelector('.quote')?.textContent).toMatch(/user-2text 2$/)
  const { body } = await gateway.take(`POST /channels/${general}/messages`)
  expect(body).toMatchObject({ content: 'the answer', referencedMessageId: messageIdOf(2) })
})

test('R on a message answers it; Escape gives that up, but not while an input method composes', () => {
  const { composer, account } = draw()
  fireEvent.keyDown(rowOf('text 3'), { key: 'r' })
  const answered = (): string | undefined => account.store.get().drafts[general]?.referencedMessageId
  expect(answered()).toBe(messageIdOf(3))
  type(composer(), 'typed')
  fireEvent.keyDown(composer(), { key: 'Escape', keyCode: 229 })
  expect(answered()).toBe(messageIdOf(3))
  fireEvent.keyDown(composer(), { key: 'Escape' })
  expect(answered()).toBeUndefined()
  expect(composer().value).toBe('typed')
})

test('a message that is retracted while it is answered: it is said, and the answer goes out without it', async () => {
  const { composer, gateway, say } = draw()
  fireEvent.keyDown(rowOf('text 3'), { key: 'r' })
  say('MESSAGE_UPDATE', exampleMessage(3, { retractedAt: timeOf(9), rev: 2 }))
  expect(screen.getByRole('alert').textContent).toMatch(/was retracted/)
  type(composer(), 'all the same')
  fireEvent.keyDown(composer(), { key: 'Enter' })
  const { body } = await gateway.take(`POST /channels/${general}/messages`)
  expect(body).not.toHaveProperty('referencedMessageId')
})

test('a click on a reaction sets the own one, and on the own one takes it away', async () => {
  const reactedBy = (...people: number[]): { readonly reactions: readonly object[] } => ({
    reactions: [{ emoji: '🎉', userIds: people.map(userIdOf) }],
  })
  const place = examplePlace({ channels: [exampleChannel(1, { permissions: ['VIEW_CHANNEL', 'ADD_REACTIONS'] })] })
  const rows = [exampleMessage(1, reactedBy(2)), exampleMessage(2, reactedBy(1, 2))]
  const { gateway } = draw({ ...windowOf(rows), places: { [serverIdOf(1)]: place } })
  const chip = (text: string): HTMLElement => within(rowOf(text)).getByRole('button', { name: /^🎉/ })
  expect(['text 1', 'text 2'].map((text) => chip(text).getAttribute('aria-pressed'))).toEqual(['false', 'true'])
  fireEvent.click(chip('text 1'))
  const at = (number: number): string =>
    `/channels/${general}/messages/${messageIdOf(number)}/reactions/%F0%9F%8E%89/@me`
  ;(await gateway.take(`PUT ${at(1)}`)).answer(exampleMessage(1, { ...reactedBy(2, 1), rev: 2 }))
  fireEvent.click(chip('text 2'))
  await gateway.take(`DELETE ${at(2)}`)
})

test('reactions say who, how many, and whether one is among them', () => {
  const userIds = [1, 2, 99].map(userIdOf)
  draw({
    ...windowOf([exampleMessage(1, { reactions: [{ emoji: '🎉', userIds }] })]),
    people: { [userIdOf(2)]: examplePerson(2) },
  })
  expect(within(screen.getByRole('article')).getByRole('button', { name: /🎉/ }).getAttribute('aria-label')).toBe(
    '🎉, 3 people: You, user-2, unknown person',
  )
})

test('[F44] what others write is spoken once; own messages, older pages and changes of old rows are not', async () => {
  const { say, account } = draw()
  const spoken = (): readonly string[] =>
    [...document.querySelectorAll('[aria-live="polite"] p')].map((said) => said.textContent ?? '')
  say('MESSAGE_CREATE', exampleMessage(4))
  say('MESSAGE_UPDATE', exampleMessage(2, { rev: 2, content: 'edited' }))
  say('MESSAGE_CREATE', own(5))
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
  const { account, say } = draw()
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
  const { account, say } = draw(windowOf(exampleMessages(1, 100)))
  await scroll(1_000)
  const before = screen.getByRole('log').scrollTop
  say('MESSAGE_CREATE', exampleMessage(101))
  say('MESSAGE_CREATE', exampleMessage(102))
  expect(screen.getByRole('button', { name: '2 new messages' })).toBeDefined()
  expect(screen.getByRole('log').scrollTop).toBe(before)
  expect(account.store.get().marks[general]?.lastReadMessageId).not.toBe(messageIdOf(102))
})

test('far from the end there is a way back to the present', async () => {
  draw(windowOf(exampleMessages(1, 100)))
  await scroll(0)
  expect(screen.getByRole('button', { name: 'Jump to present' })).toBeDefined()
})

test('back in a channel one stands at its newest message, not where one had jumped to', async () => {
  const other = channelIdOf(2)
  const rows = [...exampleMessages(1, 99), exampleMessage(100, { referencedMessageId: messageIdOf(3) })]
  const place = examplePlace({ channels: [exampleChannel(1), exampleChannel(2)] })
  const { goTo } = draw({
    ...windowOf(rows),
    places: { [serverIdOf(1)]: place },
    windows: {
      [general]: exampleWindow(rows, { reachesStart: true }),
      [other]: exampleWindow(exampleMessages(201, 203), { reachesStart: true }),
    },
  })
  fireEvent.click(screen.getByRole('button', { name: 'Jump to original message' }))
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
  const { account } = draw({
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
  const { gateway } = draw({ ...windowOf(rows), windows: { [general]: exampleWindow(rows) } })
  await scroll(0)
  expect(gateway.untaken()).toEqual([`GET /channels/${general}/messages?limit=50&before=${messageIdOf(101)}`])
})

test('an older page that does not come says so, and is asked for again by hand alone', async () => {
  const rows = exampleMessages(101, 200)
  const { gateway } = draw({ ...windowOf(rows), windows: { [general]: exampleWindow(rows) } })
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
  draw(windowOf(exampleMessages(1, 100)))
  height.mockRestore()
  const { scrollTop, scrollHeight, clientHeight } = screen.getByRole('log')
  expect(scrollTop).toBe(scrollHeight - clientHeight)
  expect(screen.getByText('text 100')).toBeDefined()
})

test('of a long history only what is in view is drawn', () => {
  draw(windowOf(exampleMessages(1, 2_000)))
  expect(screen.getAllByRole('article').length).toBeLessThan(60)
})

test('two messages with one nonce, copied by somebody, are two rows', () => {
  const rows = [2, 3].map((number) => exampleMessage(number, { payload: { clientNonce: 'same' } }))
  draw(windowOf(rows))
  expect(screen.getAllByRole('article')).toHaveLength(2)
})

const exampleSticker = {
  _id: messageIdOf(900),
  scope: 'server',
  serverId: serverIdOf(1),
  name: 'old',
  format: 'png',
  contentType: 'image/png',
  key: 'k.png',
  size: 1,
  createdBy: userIdOf(2),
  url: 'http://localhost/k.png',
  createdAt: timeOf(1),
  updatedAt: timeOf(1),
}

// What a channel can be

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
  draw(state)
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
  draw(state, direct._id)
  expect(screen.getByRole('heading', { name: 'Mika' })).toBeDefined()
  expect(screen.getByRole('log', { name: 'Messages with Mika' })).toBeDefined()
  expect(screen.getByRole('textbox', { name: 'Message @Mika' })).toBeDefined()
})

test('a page from the web is opened outside, and only where its address is one of the internet', () => {
  const web = (url: string): Partial<AccountState> => ({
    places: { [serverIdOf(1)]: examplePlace({ channels: [exampleChannel(1, { type: 'GUILD_WEB', url })] }) },
  })
  const { onOpenLink } = draw(web('https://wiki.example/start'))
  fireEvent.click(screen.getByRole('button', { name: en.channels.openPage }))
  expect(onOpenLink.mock.calls).toEqual([['https://wiki.example/start', 'https://wiki.example/start']])
  for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'nonsense']) {
    cleanup()
    draw(web(url))
    expect(screen.queryByRole('button', { name: en.channels.openPage })).toBeNull()
  }
})

test('[F19] [F20] names and topics are shown as they are, each in a direction of its own', () => {
  const odd = `Bob's "Q&A" <b> &lt;`
  const place = examplePlace({ channels: [exampleChannel(1, { name: odd, topic: '\u2067topic' })] })
  draw({
    ...windowOf([exampleMessage(1, { authorId: examplePerson(2, { username: '\u202Eecila' }) })]),
    places: { [serverIdOf(1)]: place },
  })
  expect(screen.getByRole('heading').querySelector('bdi')?.textContent).toBe(odd)
  expect(screen.getByRole('textbox', { name: `Message #${odd}` })).toBeDefined()
  expect(screen.getByText('\u2067topic').tagName).toBe('BDI')
  expect(screen.getByText('\u202Eecila').tagName).toBe('BDI')
  expect(screen.getByRole('article').getAttribute('aria-label')).toBe('\u2068\u202Eecila\u2069, 09:00')
})

// Files

const attaching = {
  ...windowOf(exampleMessages(1, 3)),
  places: {
    [serverIdOf(1)]: examplePlace({
      channels: [exampleChannel(1, { permissions: ['VIEW_CHANNEL', 'SEND_MESSAGES', 'ATTACH_FILES'] })],
    }),
  },
}

/** As the browser asks before it puts a piece of text into a field; false where it is not to. */
const offerPiece = (field: HTMLElement, data: string): boolean =>
  fireEvent(
    field,
    new InputEvent('beforeinput', { data, inputType: 'insertFromPaste', bubbles: true, cancelable: true }),
  )

/** What the composer says of a text that it did not take. */
const saidOfLong = (): string | undefined => document.querySelector('.composer-said')?.textContent

test('[F31] text that no message can hold never gets into the field: it is attached as a file, whole', async () => {
  const long = 'line of text\n'.repeat(100_000)
  const { account, composer } = draw(attaching)
  fireEvent.change(composer(), { target: { value: 'see this' } })
  expect(offerPiece(composer(), long)).toBe(false)
  expect(composer().value).toBe('see this')
  expect(await screen.findByText('message.txt')).toBeDefined()
  expect(saidOfLong()).toBe('A message has at most 4,000 characters: the text goes with it as a file.')
  const [id = ''] = account.store.get().draftFiles[general] ?? []
  expect(account.store.get().outgoing[id]).toMatchObject({ name: 'message.txt', size: long.length })
  act(() => account.sync.uploads.remove(id))
  expect(saidOfLong()).toBeUndefined()
})

test('[F31] where no files may be attached, it is said that the text is not here', () => {
  const { composer } = draw()
  expect(offerPiece(composer(), 'x'.repeat(1_200_000))).toBe(false)
  expect(saidOfLong()).toMatch(/at most 4,000 characters: the text was left where it comes from/)
  fireEvent.change(composer(), { target: { value: 'x' } })
  expect(saidOfLong()).toBeUndefined()
})

test('[F31] what can be cut down by hand stays in the field, and does not go out', () => {
  const { account, composer } = draw(attaching)
  const long = 'x'.repeat(5_000)
  expect(offerPiece(composer(), long)).toBe(true)
  fireEvent.change(composer(), { target: { value: long } })
  fireEvent.keyDown(composer(), { key: 'Enter' })
  expect(screen.getByText('1,000 too many')).toBeDefined()
  expect(composer().value).toBe(long)
  expect(account.store.get().pending).toEqual({})
})

function attach(...files: readonly File[]): void {
  const input = document.querySelector('input[type=file]')
  if (input === null) throw new Error('there is nothing to attach with')
  fireEvent.change(input, { target: { files } })
}

const textFile = (name: string, bytes = 'abc'): File => new File([bytes], name, { type: 'text/plain' })

test('files alone are a message; the field and its files are empty at once', async () => {
  const { composer, gateway } = draw(attaching)
  attach(textFile('plan.txt'))
  const upload = await gateway.takeUpload()
  expect(screen.getByRole('listitem').textContent).toContain('plan.txt')
  act(() => {
    upload.progress(2)
  })
  expect(screen.getByRole('progressbar', { name: 'Uploading plan.txt' }).getAttribute('aria-valuenow')).toBe('67')
  upload.answer({ filename: 'plan.txt', contentType: 'text/plain', key: 'k', size: 3 }, { status: 201 })
  await screen.findByText('3 bytes, ready')
  fireEvent.keyDown(composer(), { key: 'Enter' })
  const { body } = await gateway.take(`POST /channels/${general}/messages`)
  expect(body).toMatchObject({ attachments: [{ filename: 'plan.txt', key: 'k' }] })
})

test('[J28] what failed holds the message back, with the ways on: again, or without it', async () => {
  const { composer, gateway, account } = draw(attaching)
  attach(textFile('one.txt'), textFile('two.txt'))
  const [one, two] = [await gateway.takeUpload(), await gateway.takeUpload()]
  one.lose()
  two.answer({ message: 'file is too large' }, { status: 413 })
  await screen.findByText('3 bytes is more than this server takes.')
  expect(screen.queryByRole('button', { name: 'Retry two.txt' })).toBeNull()
  expect(screen.getByRole('button', { name: 'Retry one.txt' })).toBeTruthy()
  type(composer(), 'both')
  fireEvent.keyDown(composer(), { key: 'Enter' })
  expect(screen.getByText('2 files were not uploaded, so nothing was sent.')).toBeTruthy()
  expect([composer().value, account.store.get().pending]).toEqual(['both', {}])
  fireEvent.click(screen.getByRole('button', { name: 'Send without them' }))
  expect((await gateway.take(`POST /channels/${general}/messages`)).body).toEqual({
    content: 'both',
    payload: { clientNonce: expect.any(String) as string },
  })
})

test('where one may not attach there is no button, and a drop says why', () => {
  draw()
  expect(screen.queryByRole('button', { name: 'Attach files' })).toBeNull()
  const file = textFile('a.txt')
  fireEvent.drop(screen.getByRole('main'), {
    dataTransfer: { types: ['Files'], files: [file], items: [{ kind: 'file', webkitGetAsEntry: () => null }] },
  })
  expect(screen.getAllByText('You may not attach files here.').length).toBeGreaterThan(0)
})

test('a folder is refused by its name, the files beside it are attached', () => {
  const { account } = draw(attaching)
  const folder = { kind: 'file', webkitGetAsEntry: () => ({ isDirectory: true, name: 'photos' }) }
  const one = { kind: 'file', webkitGetAsEntry: () => ({ isDirectory: false, name: 'a.txt' }) }
  fireEvent.drop(screen.getByRole('main'), {
    dataTransfer: { types: ['Files'], files: [textFile('photos'), textFile('a.txt')], items: [folder, one] },
  })
  expect(screen.getAllByText(/photos is a folder/).length).toBeGreaterThan(0)
  expect(Object.values(account.store.get().outgoing).map(({ name }) => name)).toEqual(['a.txt'])
})

const withFile = (over: object): MessageRow =>
  exampleMessage(4, {
    content: '',
    attachments: [{ filename: 'a.png', contentType: 'image/png', key: 'a.png', size: 9, ...over }],
  })

test('a picture that does not load says so in the room that was kept for it', () => {
  draw(windowOf([withFile({})]))
  const button = screen.getByRole('button', { name: 'Open image a.png' })
  fireEvent.error(button.querySelector('img') ?? button)
  expect(screen.getByText('This image did not load')).toBeTruthy()
})

test('what is no raster picture is a file to download, whatever it is called', async () => {
  const { gateway } = draw(windowOf([withFile({ contentType: 'image/svg+xml' })]))
  expect(screen.queryByRole('button', { name: 'Open image a.png' })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Download a.png' }))
  const download = await gateway.take(`GET /channels/${general}/uploads/a.png`)
  download.answer({ message: 'File not found.' }, { status: 404 })
  expect((await screen.findAllByText('a.png was not downloaded. That file is gone.')).length).toBeGreaterThan(0)
})

test('whoever may only read has a file by the address that shows it', async () => {
  const { gateway } = draw(windowOf([withFile({ contentType: 'text/plain' })]))
  fireEvent.click(screen.getByRole('button', { name: 'Download a.png' }))
  const message = 'You do not have the required permission: SEND_MESSAGES'
  ;(await gateway.take(`GET /channels/${general}/uploads/a.png`)).answer({ message }, { status: 403 })
  await gateway.take('GET /static/a.png')
})

test('a picture kept elsewhere is not fetched: its host is named', () => {
  const { onOpenLink } = draw(windowOf([withFile({ url: 'https://elsewhere.test/a.png' })]))
  expect(screen.getByText('On elsewhere.test')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Open link' }))
  expect(onOpenLink).toHaveBeenCalledWith('https://elsewhere.test/a.png', 'https://elsewhere.test/a.png')
})

test('a sticker is its picture, with its name for those who listen', () => {
  const sticker = { _id: 'x', name: 'Wave', key: 'w.png' }
  draw(windowOf([exampleMessage(4, { type: 'message/sticker', content: '', payload: { sticker } })]))
  expect(screen.getByRole('img', { name: 'Sticker: Wave' }).getAttribute('src')).toBe('/static/w.png')
})

test('the name a webhook took for one message stands on that message', () => {
  const hook = examplePerson(7, { username: 'Robot', isBot: true })
  const news = { authorId: { ...hook, username: 'News' }, payload: { overrides: { username: 'News' } } }
  draw(windowOf([exampleMessage(4, { authorId: hook }), exampleMessage(5, news)]))
  expect(screen.getByRole('article', { name: /^Robot/ })).toBeTruthy()
  expect(screen.getByRole('article', { name: /^News/ })).toBeTruthy()
})

async function openStickers({ gateway }: TestAccount, answer: [unknown, ResponseInit?]): Promise<void> {
  fireEvent.click(screen.getByRole('button', { name: 'Stickers' }))
  ;(await gateway.take(`GET /servers/${serverIdOf(1)}/stickers`)).answer(...answer)
}

test('a chosen sticker is sent at once, and what was typed stays', async () => {
  const drawn = draw()
  type(drawn.composer(), 'still here')
  await openStickers(drawn, [[{ _id: 'a'.repeat(24), name: 'Wave', scope: 'server', url: '/w.png' }]])
  fireEvent.click(await screen.findByRole('button', { name: 'Send sticker Wave' }))
  const { body } = await drawn.gateway.take(`POST /channels/${general}/messages`)
  expect(body).toMatchObject({
    type: 'message/sticker',
    payload: { stickerId: 'a'.repeat(24), stickerScope: 'server' },
  })
  expect(drawn.composer().value).toBe('still here')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.getByRole('img', { name: 'Sticker: Wave' })).toBeTruthy()
})

test('stickers that do not load say so and are asked for again; a shelf with none says what to do', async () => {
  const drawn = draw()
  await openStickers(drawn, [{ message: 'Internal Server Error' }, { status: 500 }])
  expect(await screen.findByText('The stickers did not load.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  ;(await drawn.gateway.take(`GET /servers/${serverIdOf(1)}/stickers`)).answer([])
  expect(await screen.findByText('This server has no stickers yet.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Mine' }))
  ;(await drawn.gateway.take('GET /users/@me/stickers')).answer([])
  expect(await screen.findByText('You have no stickers yet. Add a picture to make one.')).toBeTruthy()
})

test.each([
  ['STICKER_UPDATE', { ...exampleSticker, name: 'new' }],
  ['STICKER_DELETE', { stickerId: exampleSticker._id }],
])('after %s the stickers that are open are read again, and stay where that fails', async (name, payload) => {
  const { gateway, say } = draw()
  const line = `GET /servers/${serverIdOf(1)}/stickers`
  fireEvent.click(screen.getByRole('button', { name: 'Stickers' }))
  await act(async () => (await gateway.take(line)).answer([exampleSticker]))
  expect(await screen.findByRole('button', { name: 'Send sticker old' })).toBeDefined()
  act(() => say(name, payload))
  await act(async () => (await gateway.take(line)).lose())
  expect(screen.getByRole('button', { name: 'Send sticker old' })).toBeDefined()
  act(() => say(name, payload))
  await act(async () => (await gateway.take(line)).answer([{ ...exampleSticker, name: 'new' }]))
  expect(await screen.findByRole('button', { name: 'Send sticker new' })).toBeDefined()
})
