import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openAccount, type Account } from '../accounts/account.ts'
import { settled } from '../fixtures/held-gateway.ts'
import { createHeldPlatform, exampleAccount, type HeldPlatform } from '../fixtures/held-platform.ts'
import { createHeldStorage } from '../fixtures/held-storage.ts'
import {
  channelIdOf,
  exampleChannel,
  exampleDirect,
  exampleMark,
  exampleMe,
  examplePlace,
  exampleState,
  messageIdOf,
  serverIdOf,
  userIdOf,
} from '../fixtures/records.ts'
import { createLinks, type Links } from './create-links.ts'
import type { Route } from './route.ts'

let account: Account
let platform: HeldPlatform

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('sessionStorage', createHeldStorage())
  platform = createHeldPlatform()
  const summary = exampleAccount('page')
  account = openAccount({
    summary,
    link: platform.link(summary),
    sessions: platform.sessions,
    notes: platform.notes,
    onLoggedOut: () => undefined,
  })
  account.store.update((draft) => {
    const places = {
      [serverIdOf(1)]: examplePlace(),
      [serverIdOf(2)]: examplePlace({ channels: [exampleChannel(5, { serverId: serverIdOf(2) })] }),
    }
    Object.assign(draft, exampleState({ directs: [exampleDirect(2)], places }))
  })
})

afterEach(() => {
  account.close()
  vi.unstubAllGlobals()
})

const here: Route = { kind: 'server', serverId: serverIdOf(1), channelId: channelIdOf(1) }

interface Linked {
  readonly links: Links
  readonly gone: readonly Route[]
  readonly arrived: () => number
  /** How often a message was gone to. */
  readonly wanted: () => number
  readonly refused: () => readonly unknown[]
}

function linksFrom(route: Route, several = false): Linked {
  const gone: Route[] = []
  const onArrived = vi.fn<() => void>()
  const onMessage = vi.fn<() => void>()
  const refused: unknown[] = []
  const navigate = (next: Route): void => void gone.push(next)
  return {
    links: createLinks({
      account,
      route,
      navigate,
      several,
      onArrived,
      onMessage,
      onRefused: (outcome) => void refused.push(outcome),
    }),
    gone,
    arrived: () => onArrived.mock.calls.length,
    wanted: () => onMessage.mock.calls.length,
    refused: () => refused,
  }
}

test('a channel that a message names is opened where it stands, wherever one is', async () => {
  const { links, gone, arrived } = linksFrom(here)
  for (const id of [5, 102, 77]) {
    links.openChannel(channelIdOf(id))
    await settled()
  }
  links.openChannel('general')
  expect(gone).toEqual([
    { kind: 'server', serverId: serverIdOf(2), channelId: channelIdOf(5) },
    { kind: 'directs', channelId: channelIdOf(102) },
    { kind: 'server', serverId: serverIdOf(1), channelId: channelIdOf(77) },
  ])
  expect(arrived()).toBe(3)
})

test('of two channels clicked in one moment the second is gone to, and none where somebody went elsewhere', async () => {
  const { links, gone, arrived } = linksFrom(here)
  links.channels.onOpen(channelIdOf(5))
  links.channels.onOpen(channelIdOf(102))
  await settled()
  expect(gone).toEqual([{ kind: 'directs', channelId: channelIdOf(102) }])
  links.channels.onOpen(channelIdOf(5))
  account.sync.openChannel(null)
  await settled()
  expect(arrived()).toBe(1)
})

test('[F10] a message is gone to each time somebody clicks it, also where the address stays the same', () => {
  const { links, gone, arrived, wanted } = linksFrom(here)
  links.openMessage(channelIdOf(1), messageIdOf(7))
  links.openMessage(channelIdOf(1), messageIdOf(7))
  expect(gone[0]).toEqual({ ...here, messageId: messageIdOf(7) })
  expect([wanted(), arrived()]).toEqual([2, 2])
  expect(links.messageHref(channelIdOf(1), messageIdOf(7))).toBe(
    `/servers/${serverIdOf(1)}/channels/${channelIdOf(1)}?message=${messageIdOf(7)}`,
  )
})

test('every link has the address that it leads to; where there are several accounts, each names its own', () => {
  const alone = linksFrom(here).links
  expect(alone.channelHref(channelIdOf(1))).toBe(`/servers/${serverIdOf(1)}/channels/${channelIdOf(1)}`)
  expect(alone.rail.hrefOf({ account, serverId: null })).toBe('/direct-messages')
  const several = linksFrom({ kind: 'directs' }, true).links
  expect(several.channelHref(channelIdOf(102))).toBe(`/direct-messages/${channelIdOf(102)}?account=page`)
  expect(several.rail.hrefOf({ account: { ...account, key: 'far' }, serverId: serverIdOf(3) })).toBe(
    `/servers/${serverIdOf(3)}?account=far`,
  )
})

test('the rail knows where one is', () => {
  const { rail } = linksFrom(here).links
  expect(rail.isOpen({ account, serverId: serverIdOf(1) })).toBe(true)
  expect(rail.isOpen({ account, serverId: null })).toBe(false)
  expect(rail.isOpen({ account: { ...account }, serverId: serverIdOf(1) })).toBe(false)
  expect(linksFrom({ kind: 'start' }).links.rail.isOpen({ account, serverId: null })).toBe(true)
})

test('going to a server is no arrival: one goes on in its list', () => {
  const { links, gone, arrived } = linksFrom(here)
  links.goToServer(serverIdOf(2))
  links.rail.onOpen({ account, serverId: null })
  expect(gone).toEqual([{ kind: 'server', serverId: serverIdOf(2) }, { kind: 'directs' }])
  expect(arrived()).toBe(0)
})

test('a conversation is opened once the gateway has it; with oneself there is none', async () => {
  const { links, gone, arrived } = linksFrom(here)
  await links.openDirect(exampleMe._id)
  const opening = links.openDirect(userIdOf(3))
  ;(await platform.gateway.take('POST /users/@me/channels')).answer(exampleDirect(3))
  ;(await platform.gateway.take('GET /users/@me/channels')).answer([exampleDirect(3)])
  await opening
  expect(gone).toEqual([{ kind: 'directs', channelId: channelIdOf(103) }])
  expect(arrived()).toBe(1)
})

test('a conversation that is refused leads nowhere, and that is told', async () => {
  const { links, gone, refused } = linksFrom(here)
  const opening = links.openDirect(userIdOf(3))
  ;(await platform.gateway.take('POST /users/@me/channels')).answer(
    { message: 'This bot does not accept DMs.' },
    { status: 403 },
  )
  await opening
  expect(gone).toEqual([])
  expect(refused()).toMatchObject([{ status: 'refused', httpStatus: 403 }])
})

test('a channel whose list was not read is where its read mark says it is', () => {
  account.store.update((draft) => {
    Object.assign(draft.marks, {
      [channelIdOf(7)]: exampleMark({ serverId: serverIdOf(2) }),
      [channelIdOf(8)]: exampleMark({ serverId: null }),
    })
  })
  const { links } = linksFrom(here)
  expect([7, 8, 9].map((number) => links.channelHref(channelIdOf(number)))).toEqual([
    `/servers/${serverIdOf(2)}/channels/${channelIdOf(7)}`,
    `/direct-messages/${channelIdOf(8)}`,
    `/servers/${serverIdOf(1)}/channels/${channelIdOf(9)}`,
  ])
})
