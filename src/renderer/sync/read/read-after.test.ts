import { expect, test } from 'vitest'
import { messageId, type MessageId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { createPagedChannel } from '../../fixtures/paged-channel.ts'
import { channelIdOf, exampleMessage } from '../../fixtures/records.ts'
import { idOfSecond, readAfter, secondOf } from './read-after.ts'
import { NO_CEILING } from './read-range.ts'

const channelId = channelIdOf(1)
const START = 1_700_000_000

/** A message of that second; `tail` tells those of one second apart. */
function at(second: number, tail = 1): Message {
  const id = messageId.parse(idOfSecond(START + second).slice(0, 8) + tail.toString(16).padStart(16, '0'))
  return exampleMessage(1, { _id: id, createdAt: new Date((START + second) * 1000 + tail).toISOString() })
}

async function after(messages: Message[], floor: MessageId, over: { guess?: number; ceiling?: MessageId } = {}) {
  const channel = createPagedChannel(channelId, messages)
  const query = { channelId, floor, ceiling: NO_CEILING, guess: 60, limit: 5, ...over }
  const outcome = await readAfter(channel.api, query)
  const ids = outcome.status === 'done' ? outcome.body.map(({ _id }) => _id) : []
  return { ids, reads: channel.reads(), status: outcome.status }
}

const idsOf = (messages: readonly Message[]): readonly string[] => messages.map(({ _id }) => _id)

test('the second of an id is where a page before it ends', () => {
  expect(secondOf(idOfSecond(START))).toBe(START)
  expect(idOfSecond(START) < at(0)._id && at(0)._id < idOfSecond(START + 1)).toBe(true)
})

test('[rule 14] what follows a message is read without a hole, at any pace and any guess', async () => {
  const paces: readonly Message[][] = [
    Array.from({ length: 40 }, (_, index) => at(index * 10)),
    Array.from({ length: 40 }, (_, index) => at(index ** 3)),
    Array.from({ length: 40 }, (_, index) => at(index < 20 ? index * 86_400 : 20 * 86_400 + index)),
    Array.from({ length: 40 }, (_, index) => at(Math.floor(index / 13), index)),
  ]
  for (const messages of paces) {
    for (const [index, floor] of messages.entries()) {
      for (const guess of [1, 60, 1_000_000]) {
        const { ids } = await after(messages, floor._id, { guess })
        expect(ids).toEqual(idsOf(messages.slice(index + 1, index + 1 + ids.length)))
        expect(ids.length > 0 || index === messages.length - 1).toBe(true)
      }
    }
  }
})

test('a pace that was guessed well costs one request, and a long silence only a few', async () => {
  const steady = Array.from({ length: 40 }, (_, index) => at(index * 10))
  expect((await after(steady, at(100)._id, { guess: 25 })).reads).toBe(1)
  const silent = [at(0), at(90 * 86_400)]
  expect((await after(silent, at(0)._id)).reads).toBeLessThanOrEqual(7)
})

test('what is claimed already is where it ends', async () => {
  const messages = Array.from({ length: 10 }, (_, index) => at(index * 1_000_000))
  const { ids, reads } = await after(messages, at(8_000_000)._id, { ceiling: at(9_000_000, 2)._id, guess: 10_000_000 })
  expect([ids, reads]).toEqual([[at(9_000_000)._id], 1])
})

test('a refusal and an answer that never came are told apart', async () => {
  const channel = createPagedChannel(channelId, [at(0)])
  channel.refuse(403)
  const outcome = await readAfter(channel.api, { channelId, floor: at(0)._id, ceiling: NO_CEILING, guess: 1, limit: 5 })
  expect(outcome).toMatchObject({ status: 'refused', httpStatus: 403 })
})
