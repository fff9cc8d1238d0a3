import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { channelIdOf, exampleDirect, exampleMe, exampleMessage, exampleServer } from '../fixtures/records.ts'
import { arrive, at, linksIn, secondServer, setupApp } from '../fixtures/visit-app.tsx'
import { en } from '../i18n/en.ts'

setupApp()

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
  await waitFor(() => expect(location.pathname).toBe(`/servers/${secondServer}`))
})
