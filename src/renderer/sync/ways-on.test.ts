import { expect, test } from 'vitest'
import { channelIdOf, examplePending, messageIdOf } from '../fixtures/records.ts'
import { createTestAccount } from '../fixtures/test-account.ts'
import type { KeptItem } from '../store/kept.ts'
import type { Delivery, PendingChange } from '../store/state.ts'
import { changeWords, mayChangeWords, waysOn } from './ways-on.ts'

const message = (delivery: Delivery, over: object = {}): KeptItem => ({
  kind: 'message',
  ...examplePending('a', { delivery, ...over }),
})
const edit = (delivery: PendingChange['delivery']): KeptItem => ({
  kind: 'edit',
  nonce: 'e',
  channelId: channelIdOf(1),
  target: { messageId: messageIdOf(1) },
  sentAt: 1,
  content: 'mine',
  before: 'theirs',
  delivery,
})
const refusal = { words: 'no' }

const cases: readonly (readonly [string, KeptItem, readonly string[]])[] = [
  ['a message that can be had back', message({ status: 'held' }), ['undo']],
  ['one that has not gone out', message({ status: 'sending' }), ['cancel']],
  ['one that may have arrived', message({ status: 'sending' }, { attempted: true }), []],
  ['a refused one', message({ status: 'failed', refusal }), ['retry', 'delete']],
  ['one without its files', message({ status: 'files-failed' }), ['retry', 'delete']],
  ['[rule 7] one that is not confirmed', message({ status: 'unconfirmed' }), ['send-again', 'discard']],
  ['a refused change', edit({ status: 'failed', refusal }), ['retry', 'discard']],
  ['[rule 15] one of two versions', edit({ status: 'conflict', theirs: 'x' }), ['keep-mine', 'discard']],
]

test.each(cases)('%s', (_case, item, ways) => {
  expect(waysOn(item)).toEqual(ways)
})

test('words of messages and edits may be others, those of reactions and stickers are none', () => {
  const sticker = { _id: 's', name: 'cat', url: '/cat' }
  const reaction: KeptItem = {
    kind: 'reaction',
    nonce: 'r',
    channelId: channelIdOf(1),
    target: { messageId: messageIdOf(1) },
    sentAt: 1,
    emoji: '🎉',
    isOn: true,
    delivery: { status: 'sending' },
  }
  const items = [
    message({ status: 'sending' }),
    edit({ status: 'sending' }),
    message({ status: 'sending' }, { sticker }),
    reaction,
  ]
  expect(items.map(mayChangeWords)).toEqual([true, true, false, false])
})

test('F07: other words for a message that has not gone out are its words, for an edit the edit’s', () => {
  const { account } = createTestAccount({ connection: { status: 'connecting' } })
  const { sync, store } = account
  sync.outbox.send({ channelId: channelIdOf(1), content: 'helo' })
  const [pending] = store.get().pending[channelIdOf(1)] ?? []
  if (pending === undefined) throw new Error('Nothing is on its way')
  changeWords({ kind: 'message', ...pending }, 'hello', sync)
  expect(store.get().pending[channelIdOf(1)]).toMatchObject([{ content: 'hello' }])
  changeWords(edit({ status: 'failed', refusal }), 'better', sync)
  expect(store.get().changes[channelIdOf(1)]).toMatchObject([{ kind: 'edit', content: 'better', before: 'theirs' }])
})
