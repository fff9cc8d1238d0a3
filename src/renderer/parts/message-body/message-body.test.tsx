import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { en } from '../../i18n/en.ts'
import { TextProvider } from '../../i18n/text-provider.tsx'
import { MessageBody } from './message-body.tsx'
import type { MessageReferences } from './references.ts'

afterEach(cleanup)

const CECILA = 'a'.repeat(24)
const CREW = 'c'.repeat(24)
const NOBODY = '0'.repeat(24)
const references: MessageReferences = {
  user: (id) => (id === CECILA ? { name: '\u202Eecila', me: true } : undefined),
  channel: (id) => (id === CREW ? { name: 'crew', href: '/channels/def' } : undefined),
  everyone: 'others',
}

interface Shown {
  readonly body: HTMLElement
  readonly onOpenLink: ReturnType<typeof vi.fn<(url: string, text: string) => void>>
}

function show(content: string, more: Partial<Parameters<typeof MessageBody>[0]> = {}): Shown {
  const onOpenLink = vi.fn<(url: string, text: string) => void>()
  const body = (): ReactElement => (
    <TextProvider language="en" catalogue={en}>
      <MessageBody content={content} references={references} onOpenLink={onOpenLink} {...more} />
    </TextProvider>
  )
  return { body: render(body()).container, onOpenLink }
}

test('[F20] what looks like HTML is shown, not obeyed', () => {
  const { body } = show(`Bob's "Q&A" <b> &lt; <img src=x onerror=alert(1)> <script>alert(1)</script>`)
  expect(body.textContent).toBe(`Bob's "Q&A" <b> &lt; <img src=x onerror=alert(1)> <script>alert(1)</script>`)
  expect(body.querySelectorAll('b, img, script')).toHaveLength(0)
})

test('[F18] numbers are text that is copied with the rest', () => {
  const { body } = show('4. d\n3. c')
  expect(body.textContent).toBe('4. d3. c')
  expect(body.querySelectorAll('ol > li')).toHaveLength(2)
})

test('[F19] a name that turns text around stands in an isolate of its own', () => {
  const { body } = show(`hello <@${CECILA}>, welcome`)
  expect(body.querySelector('.mention-me > bdi')?.textContent).toBe('@\u202Eecila')
})

test('[F19] what comes after the text is outside of the text’s own isolate', () => {
  const { body } = show('\u202Eturned', { trailing: <small>(edited)</small> })
  expect(body.querySelector('p > .isolate-direction')?.textContent).toBe('\u202Eturned')
  expect(body.querySelector('p > small')?.textContent).toBe('(edited)')
})

test('[LINK3] a link tells where it leads and asks before it is followed', () => {
  const { onOpenLink } = show('[bank.example](https://evil.example/x)')
  const link = screen.getByRole('link', { name: 'bank.example' })
  expect(link).toHaveProperty('href', 'https://evil.example/x')
  expect(link.getAttribute('rel')).toBe('noopener noreferrer')
  expect(fireEvent.click(link)).toBe(false)
  expect(onOpenLink.mock.calls).toEqual([['https://evil.example/x', 'bank.example']])
})

test('[MD17] unknown people and channels give nothing away', () => {
  const { body } = show(`<@${NOBODY}> <#${NOBODY}> <#${CREW}>`)
  expect(body.textContent).toBe(`@unknown person <#${NOBODY}> #crew`)
})

test('[MD18] in direct messages @everyone calls nobody and is plain text', () => {
  const { body } = show('@everyone', { references: { ...references, everyone: 'nobody' } })
  expect(body.textContent).toBe('@everyone')
  expect(body.querySelector('.mention')).toBeNull()
})

test('[MD19] a spoiler says nothing until it is asked for, and then has the focus', () => {
  show('the end: ||he *did* it||')
  fireEvent.click(screen.getByRole('button', { name: 'Show hidden text' }))
  expect(document.activeElement?.textContent).toBe('he did it')
  expect(screen.queryByRole('button')).toBeNull()
})

test('[MD20] a mention is a button where something can be done with it', () => {
  const onOpenUser = vi.fn<(id: string) => void>()
  show(`<@${CECILA}>`, { onOpenUser })
  fireEvent.click(screen.getByRole('button'))
  expect(onOpenUser.mock.calls[0]?.[0]).toBe(CECILA)
})

test('[MD21] a thousand short messages are drawn at once', () => {
  const words = 'a *short* message about **trains** and `code`, see https://example.com'.split(' ')
  const contents = Array.from({ length: 1000 }, (_, index) => `${index} ${words.slice(index % 5).join(' ')}`)
  const start = performance.now()
  render(
    <TextProvider language="en" catalogue={en}>
      {contents.map((content) => (
        <MessageBody key={content} content={content} references={references} onOpenLink={() => undefined} />
      ))}
    </TextProvider>,
  )
  // jsdom and a development build of React are many times slower than the page, whose goal is about 20 ms.
  expect(performance.now() - start).toBeLessThan(5000)
})
