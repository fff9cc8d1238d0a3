import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { drawMessagePanel, general, windowOf } from '../../fixtures/draw-message-panel.tsx'
import {
  channelIdOf,
  exampleMark,
  exampleMessage,
  exampleOwnMessage,
  examplePerson,
  messageIdOf,
  timeOf,
  userIdOf,
} from '../../fixtures/records.ts'
import { setupPage } from '../../fixtures/setup-page.ts'
import type { MessageRow } from '../../store/state.ts'

setupPage()

test('messages of one author stand under one head; another author, a reply and a new day begin a new one', () => {
  const read = { [general]: exampleMark({ lastReadMessageId: messageIdOf(5) }) }
  drawMessagePanel({
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

test('each message is an article named by author and time; one that cannot be read says so', () => {
  const unreadable: MessageRow = { kind: 'unreadable', _id: messageIdOf(2), createdAt: timeOf(2) }
  drawMessagePanel(windowOf([exampleMessage(1), unreadable, exampleMessage(3, { authorId: null })]))
  expect(screen.getAllByRole('article').map((row) => row.getAttribute('aria-label'))).toEqual([
    'user-2, 09:00',
    'This message cannot be shown',
    'Deleted account, 09:00',
  ])
})

test('[rule 24] a retracted message shows that it was there, never what it said, and offers nothing', () => {
  drawMessagePanel(windowOf([exampleOwnMessage(1, { content: 'the secret', retractedAt: timeOf(9) })]))
  const row = screen.getByRole('article')
  expect(row.textContent).toContain('user-1 retracted this message')
  expect(row.textContent).not.toContain('the secret')
  fireEvent.pointerEnter(row)
  expect(within(row).queryByRole('toolbar')).toBeNull()
})

test('a reply shows what it answers, also where that was retracted or is not there', () => {
  const reply = (number: number, to: number): MessageRow =>
    exampleMessage(number, { authorId: examplePerson(3), referencedMessageId: messageIdOf(to) })
  drawMessagePanel(
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
  // Whoever listens hears the same, and where it leads beside it.
  for (const name of [/^user-2.*text 1$/, /^user-2.*Retracted message$/, 'In reply to an earlier message']) {
    expect(screen.getByRole('button', { name, description: 'Jump to original message' })).toBeDefined()
  }
})

test('[F20] hostile text is text: no element, no script, no picture comes out of it', () => {
  const hostile = [
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '[click](javascript:alert(1)) <javascript:alert(1)>',
    '![x](https://evil.example/track.png)',
    `<@${userIdOf(99)}> <#${channelIdOf(99)}>`,
    `${'>'.repeat(500)}${'*_`['.repeat(200)}`,
  ]
  drawMessagePanel(windowOf(hostile.map((content, index) => exampleMessage(index + 1, { content }))))
  const log = screen.getByRole('log')
  expect(log.querySelectorAll('script, img[src^="http"], iframe, [onerror]')).toHaveLength(0)
  for (const link of log.querySelectorAll('a')) expect(link.getAttribute('href') ?? '').not.toMatch(/^javascript:/i)
  expect(log.textContent).toContain('<script>alert(1)</script><img src=x onerror=alert(1)>')
  expect(log.textContent).toContain('@unknown person')
})

test('a link in a message goes through the question about where it leads', () => {
  const { onOpenLink } = drawMessagePanel(
    windowOf([exampleMessage(1, { content: '[bank.example](https://evil.example/)' })]),
  )
  fireEvent.click(screen.getByRole('link', { name: 'bank.example' }))
  expect(onOpenLink.mock.calls).toEqual([['https://evil.example/', 'bank.example']])
})

test.each([
  ['its readable fallback', { plainText: 'an invitation' }, 'an invitation'],
  ['that it cannot be shown', {}, 'message/card/x: This app cannot show it yet.'],
])('a kind of message nobody knows shows %s', (_case, over, shown) => {
  drawMessagePanel(windowOf([exampleMessage(1, { type: 'message/card/x', content: '', ...over })]))
  expect(screen.getByRole('article').textContent).toContain(shown)
})

test('[J31] of a card of a kind nobody knows its title, its words and its address are shown', () => {
  const payload = { title: 'Build 7', summary: 'Went <b>well</b>', url: 'https://ci.example/7', data: [] }
  const { onOpenLink } = drawMessagePanel(
    windowOf([exampleMessage(1, { type: 'app/x-build-card', content: '', payload })]),
  )
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
  drawMessagePanel(windowOf([exampleMessage(1, { content: 'see https://rails.example/', payload: { embeds } })]))
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
  const { onOpenLink } = drawMessagePanel(
    windowOf([exampleMessage(1, { type: 'app/x-forward-card', content: '', context: 'raw', payload })]),
  )
  const card = screen.getByRole('region', { name: 'Forwarded message' })
  for (const words of ['#trips', 'Robin', 'Look here']) expect(card.textContent).toContain(words)
  fireEvent.click(within(card).getByRole('button', { name: 'map.pdf' }))
  expect(onOpenLink.mock.calls).toEqual([['https://a.test/map.pdf', 'map.pdf']])
  expect(screen.queryByText('raw')).toBeNull()
})

test('two messages with one nonce, copied by somebody, are two rows', () => {
  const rows = [2, 3].map((number) => exampleMessage(number, { payload: { clientNonce: 'same' } }))
  drawMessagePanel(windowOf(rows))
  expect(screen.getAllByRole('article')).toHaveLength(2)
})

test('the name a webhook took for one message stands on that message', () => {
  const hook = examplePerson(7, { username: 'Robot', isBot: true })
  const news = { authorId: { ...hook, username: 'News' }, payload: { overrides: { username: 'News' } } }
  drawMessagePanel(windowOf([exampleMessage(4, { authorId: hook }), exampleMessage(5, news)]))
  expect(screen.getByRole('article', { name: /^Robot/ })).toBeTruthy()
  expect(screen.getByRole('article', { name: /^News/ })).toBeTruthy()
})
