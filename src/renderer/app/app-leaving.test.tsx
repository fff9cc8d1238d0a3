import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { settled } from '../fixtures/held-gateway.ts'
import { channelIdOf, exampleDirect, exampleServer } from '../fixtures/records.ts'
import { arrive, at, firstServer, general, linksIn, setupApp } from '../fixtures/visit-app.tsx'
import { en } from '../i18n/en.ts'

setupApp()

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
  await tell(name, { serverId: firstServer })
  expect(linksIn('Servers')).toEqual(['Direct messages', 'server-2'])
  expect(screen.queryByText('text 1')).toBeNull()
  expect(location.pathname).toBe(`/direct-messages/${channelIdOf(102)}`)
  expect(history.length).toBe(steps)
  expect(toasts()).toEqual([words])
})

test('J33: an open channel that is deleted is left for the first that is left', async () => {
  const { tell } = await arrive(at)
  const steps = history.length
  await tell('CHANNEL_DELETE', { channelId: general, serverId: firstServer })
  expect(location.pathname).toBe(`/servers/${firstServer}/channels/${channelIdOf(2)}`)
  expect(history.length).toBe(steps)
  expect(screen.getByRole('heading', { name: 'channel-2' })).toBeDefined()
  expect(toasts()).toEqual(['#channel-1 was deleted.'])
})

test('J33: the last channel of a server leaves one in that server', async () => {
  const { tell } = await arrive(at)
  await tell('CHANNEL_DELETE', { channelId: channelIdOf(2), serverId: firstServer })
  expect(toasts()).toEqual([])
  await tell('CHANNEL_DELETE', { channelId: general, serverId: firstServer })
  expect(location.pathname).toBe(`/servers/${firstServer}`)
  expect(screen.getByText(en.channels.none)).toBeDefined()
})

test('J45: a lost permission is a way out with a word; the draft is there when it is given back', async () => {
  const { tell, answers } = await arrive(at)
  const field = screen.getByRole('textbox', { name: 'Message #channel-1' })
  fireEvent.change(field, { target: { value: 'half a sentence' } })
  const channels = answers[`GET /servers/${firstServer}/channels`] as readonly unknown[]
  answers[`GET /servers/${firstServer}/channels`] = channels.slice(1)
  await tell('PERMISSIONS_UPDATE', { serverId: firstServer })
  expect(location.pathname).toBe(`/servers/${firstServer}/channels/${channelIdOf(2)}`)
  expect(toasts()).toEqual(['#channel-1 is no longer open to you.'])
  // Whoever goes on typing writes into no other channel.
  const other = screen.getByRole('textbox', { name: 'Message #channel-2' })
  expect(other).toHaveProperty('value', '')
  expect(document.activeElement).toBe(screen.getByRole('main'))
  answers[`GET /servers/${firstServer}/channels`] = channels
  await tell('PERMISSIONS_UPDATE', { serverId: firstServer })
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
  const address = `/servers/${firstServer}/channels/${channelIdOf(77)}`
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
