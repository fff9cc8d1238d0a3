import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { channelIdOf, exampleChannel, exampleMessage } from '../fixtures/records.ts'
import { arrive, at, firstServer, setupApp } from '../fixtures/visit-app.tsx'

setupApp()

test('an address opens its channel, and stays as it is', async () => {
  await arrive(at)
  expect(await screen.findByRole('heading', { name: 'channel-1' })).toBeDefined()
  expect((await screen.findByRole('log', { name: 'Messages in channel-1' })).textContent).toContain('text 1')
  expect(location.pathname).toBe(at)
  expect(screen.getByRole('link', { name: 'channel-1' }).getAttribute('aria-current')).toBe('page')
})

test('without a place in the address one lands in the first channel of the first server', async () => {
  const steps = history.length
  await arrive('/')
  expect(await screen.findByRole('heading', { name: 'channel-1' })).toBeDefined()
  expect(location.pathname).toBe(at)
  expect(history.length).toBe(steps)
})

test('going to a channel changes the address, and the way back leads back', async () => {
  await arrive(at)
  fireEvent.click(await screen.findByRole('link', { name: 'channel-2' }))
  expect(await screen.findByRole('heading', { name: 'channel-2' })).toBeDefined()
  expect(location.pathname).toBe(`/servers/${firstServer}/channels/${channelIdOf(2)}`)
  act(() => {
    history.back()
  })
  await waitFor(() => expect(screen.getByRole('heading', { name: 'channel-1' })).toBeDefined())
})

test('F34: what was said of the disk and closed stays closed in the next channel', async () => {
  await arrive(at)
  expect(screen.getByRole('status').textContent).toContain('Nothing can be kept on this computer.')
  fireEvent.click(within(screen.getByRole('status')).getByRole('button', { name: 'Close' }))
  expect(screen.getByRole('status').textContent).toBe('')
  fireEvent.click(screen.getByRole('link', { name: 'channel-2' }))
  expect(await screen.findByRole('heading', { name: 'channel-2' })).toBeDefined()
  expect(screen.getByRole('status').textContent).toBe('')
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
