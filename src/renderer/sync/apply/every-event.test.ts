import { castDraft, produce } from 'immer'
import { expect, test } from 'vitest'
import { gatewayEvents, type GatewayEventName } from '#shared/protocol/events.ts'
import { extensionEvents, type ExtensionEventName } from '#shared/protocol/extension-events.ts'
import {
  categoryIdOf,
  channelIdOf,
  exampleCategory,
  exampleChannel,
  exampleDirect,
  exampleMark,
  exampleMember,
  exampleMessage,
  examplePerson,
  examplePlace,
  exampleRole,
  exampleServer,
  exampleState,
  exampleWindow,
  messageIdOf,
  serverIdOf,
  timeOf,
  userIdOf,
} from '../../fixtures/records.ts'
import type { AccountState } from '../../store/state.ts'
import { hintOf, type Hint } from '../hints.ts'
import { parseEvent } from '../parse-event.ts'
import { applyEvents } from './apply-events.ts'

interface Expected {
  readonly payload?: unknown
  /** The only members of the state that may be others afterwards. */
  readonly changes: readonly (keyof AccountState)[]
  readonly holds?: (state: AccountState) => unknown
  /** What has to be read again. */
  readonly hint?: Hint['kind']
}

const serverId = serverIdOf(1)
const channelId = channelIdOf(1)
const before = exampleState({
  places: {
    [serverId]: examplePlace({
      channels: [
        exampleChannel(1, { categoryId: categoryIdOf(1), lastReadMessageId: messageIdOf(1) }),
        exampleChannel(2),
      ],
      categories: [exampleCategory(1)],
      roles: [exampleRole(0)],
      members: [exampleMember(2)],
    }),
  },
  directs: [exampleDirect(2)],
  people: { [userIdOf(1)]: examplePerson(1), [userIdOf(2)]: examplePerson(2, { isBot: true }) },
  windows: { [channelId]: exampleWindow([exampleMessage(1)]), [channelIdOf(2)]: exampleWindow([]) },
  marks: { [channelId]: exampleMark({ lastReadMessageId: messageIdOf(1) }) },
  openChannel: channelId,
})
const place = (state: AccountState): AccountState['places'][string] | undefined => state.places[serverId]
const row = (state: AccountState): unknown => state.windows[channelId]?.rows[0]

const sticker = {
  _id: messageIdOf(900),
  scope: 'server',
  serverId,
  name: 'wave',
  format: 'png',
  contentType: 'image/png',
  key: 'k.png',
  size: 1,
  createdBy: userIdOf(2),
  url: 'http://localhost/k.png',
  createdAt: timeOf(1),
  updatedAt: timeOf(1),
}
const edited = exampleMessage(1, { rev: 2, content: 'edited' })
const bareChannel = ((): object => {
  const { permissions: _permissions, lastMessage: _last, lastReadMessageId: _read, ...bare } = exampleChannel(1)
  return { ...bare, name: 'renamed' }
})()

/** Every event of the contract has its entry here; without one this file does not compile. */
const table: Readonly<Record<GatewayEventName | ExtensionEventName, Expected>> = {
  ready: {
    changes: ['connection', 'places', 'windows', 'withheld', 'gone', 'islands', 'viewed', 'stickerChanges'],
    hint: 'everything',
  },
  error: { payload: { message: 'no' }, changes: [] },
  PRESENCE_INITIAL_STATE: { payload: [userIdOf(2)], changes: ['online'] },
  PRESENCE_UPDATE: { payload: { userId: userIdOf(2), status: 'online' }, changes: ['online'] },
  MESSAGE_CREATE: {
    payload: exampleMessage(2, { payload: { overrides: { username: 'hook' } } }),
    changes: ['windows', 'marks', 'places'],
    holds: (state) => expect(state.people).toEqual(before.people),
  },
  MESSAGE_UPDATE: {
    payload: edited,
    changes: ['windows', 'people', 'marks', 'places'],
    holds: (state) => expect(row(state)).toEqual(edited),
    hint: 'counts',
  },
  MESSAGE_REACTION_ADD: {
    payload: edited,
    changes: ['windows', 'people', 'marks', 'places'],
    holds: (state) => expect(row(state)).toEqual(edited),
    hint: 'counts',
  },
  MESSAGE_REACTION_REMOVE: {
    payload: edited,
    changes: ['windows', 'people', 'marks', 'places'],
    holds: (state) => expect(row(state)).toEqual(edited),
    hint: 'counts',
  },
  CHANNEL_UPDATE: {
    payload: bareChannel,
    changes: ['places'],
    holds: (state) =>
      expect(place(state)?.channels[0]).toMatchObject({
        name: 'renamed',
        permissions: ['VIEW_CHANNEL', 'SEND_MESSAGES'],
        lastReadMessageId: messageIdOf(1),
      }),
    hint: 'list',
  },
  CHANNEL_DELETE: {
    payload: { channelId: channelIdOf(2), serverId },
    changes: ['places', 'windows', 'gone'],
    holds: (state) => expect(place(state)?.channels).toHaveLength(1),
    hint: 'list',
  },
  CATEGORY_UPDATE: {
    payload: exampleCategory(1, { name: 'renamed' }),
    changes: ['places'],
    holds: (state) => expect(place(state)?.categories[0]?.name).toBe('renamed'),
    hint: 'list',
  },
  CATEGORY_DELETE: {
    payload: { categoryId: categoryIdOf(1) },
    changes: ['places', 'gone'],
    holds: (state) => expect(place(state)?.channels[0]?.categoryId).toBeUndefined(),
    hint: 'list',
  },
  STICKER_CREATE: { payload: sticker, changes: ['stickerChanges'] },
  STICKER_UPDATE: { payload: sticker, changes: ['stickerChanges'] },
  STICKER_DELETE: { payload: { stickerId: sticker._id }, changes: ['stickerChanges'] },
  DM_CHANNEL_CREATE: {
    payload: { ...exampleDirect(2), recipients: [userIdOf(1), userIdOf(2)] },
    changes: [],
    hint: 'directs',
  },
  SERVER_UPDATE: { payload: exampleServer(1, { name: 'renamed' }), changes: ['servers'], hint: 'serverList' },
  SERVER_DELETE: { payload: { serverId }, changes: ['servers', 'places', 'windows', 'marks', 'gone'], hint: 'servers' },
  SERVER_KICK: { payload: { serverId }, changes: ['servers', 'places', 'windows', 'marks', 'gone'], hint: 'servers' },
  MEMBER_JOIN: { payload: { serverId, userId: userIdOf(3) }, changes: [], hint: 'members' },
  MEMBER_LEAVE: { payload: { serverId, userId: userIdOf(2) }, changes: [], hint: 'members' },
  PERMISSIONS_UPDATE: { payload: { serverId }, changes: ['withheld', 'windows'], hint: 'permissions' },
  READ_STATE_UPDATE: {
    payload: { channelId, lastReadMessageId: messageIdOf(2) },
    changes: ['marks'],
    holds: (state) => expect(state.marks[channelId]?.lastReadMessageId).toBe(messageIdOf(2)),
    hint: 'counts',
  },
  USER_UPDATE: {
    payload: { ...examplePerson(1), username: 'renamed', createdAt: timeOf(1) },
    changes: ['people', 'me'],
    holds: (state) => expect(state.me).toEqual({ ...before.me, username: 'renamed' }),
  },
  TYPING_START: { payload: { channelId, userId: userIdOf(2) }, changes: [] },
}

const names = [...Object.keys(gatewayEvents), ...Object.keys(extensionEvents)] as (keyof typeof table)[]
test.each(names)('[rule 17] %s changes what it is about and leaves everything else as it is', (name) => {
  const { payload, changes, holds, hint } = table[name]
  const event = parseEvent(name, payload)
  if (event === undefined) throw new Error(`not an event: ${name}`)
  expect(hintOf(before, event)?.kind).toBe(hint)
  const after = produce(before, (draft) => {
    applyEvents(draft, [event])
  })
  const changed = (Object.keys(before) as (keyof AccountState)[]).filter((key) => after[key] !== before[key])
  expect(changed.filter((key) => !changes.includes(key))).toEqual([])
  expect(changed.length > 0).toBe(changes.length > 0)
  holds?.(after)
})

/** Each of these records carries when it was changed last; what is held was changed later than what comes. */
const held = produce(before, (draft) => {
  const updatedAt = timeOf(9)
  draft.servers = [exampleServer(1, { name: 'newer', updatedAt })]
  const known = draft.places[serverId]
  if (known === undefined) return
  known.channels = castDraft([exampleChannel(1, { name: 'newer', updatedAt })])
  known.categories = [exampleCategory(1, { name: 'newer', updatedAt })]
})

test.each([
  ['SERVER_UPDATE', exampleServer(1, { name: 'older', updatedAt: timeOf(8) })],
  ['CHANNEL_UPDATE', { ...bareChannel, name: 'older', updatedAt: timeOf(8) }],
  ['CATEGORY_UPDATE', exampleCategory(1, { name: 'older', updatedAt: timeOf(8) })],
])('[rule 1] a late %s does not take back what was read since', (name, payload) => {
  const take = (updatedAt: string): AccountState =>
    produce(held, (draft) => {
      const event = parseEvent(name, { ...payload, updatedAt })
      if (event !== undefined) applyEvents(draft, [event])
    })
  expect(take(timeOf(8))).toBe(held)
  // Of two changes of one millisecond the second comes second.
  expect(take(timeOf(9))).not.toEqual(held)
})
