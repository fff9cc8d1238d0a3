import { expect, test } from 'vitest'
import { createHeldFactory } from '../fixtures/held-factory.ts'
import { foundIn, general, listed, openKeeper } from '../fixtures/open-keeper.ts'
import { channelIdOf, exampleMessage, exampleMessages, exampleWindow } from '../fixtures/records.ts'
import type { Cache } from './open-cache.ts'
import { searchCache } from './search-cache.ts'

const kept = async (texts: Readonly<Record<number, Readonly<Record<string, unknown>>>>): Promise<Cache> => {
  const { cache, keep } = await openKeeper(createHeldFactory())
  const rows = Object.entries(texts).map(([number, over]) => exampleMessage(Number(number), over))
  await keep({ ...listed, windows: { [general]: exampleWindow(rows) } })
  return cache
}

test.each<[string, readonly number[]]>([
  ['EIS', [1]],
  ['面', [3]],
  ['50%', [2]],
  ['*', []],
  ['', [4, 3, 2, 1]],
])('F30: %s is looked for literally, any part of a word, in any case', async (text, hits) => {
  const cache = await kept({
    1: { content: 'der Eisbär' },
    2: { content: '50%_off' },
    3: { content: '地面很滑' },
    4: { content: 'nothing' },
    5: { content: '此消息已撤回', retractedAt: exampleMessage(6).createdAt },
  })
  expect(await foundIn(cache, { text })).toEqual(hits)
})

test('search keeps to a channel, and to what may be seen', async () => {
  const cache = await kept({ 1: {}, 2: {}, 3: {}, 4: {} })
  expect(await foundIn(cache, { channelId: general })).toEqual([4, 3, 2, 1])
  expect(await foundIn(cache, { channelId: channelIdOf(2) })).toEqual([])
  expect(await foundIn(cache, {}, () => false)).toEqual([])
})

test('search goes part by part, and no further once it is ended', async () => {
  const { cache, keep } = await openKeeper(createHeldFactory())
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 450)) } })
  const ending = new AbortController()
  const sizes: number[] = []
  for await (const part of searchCache(cache, { text: 'text' }, { maySee: () => true, signal: ending.signal })) {
    sizes.push(part.length)
    if (sizes.length === 2) ending.abort()
  }
  expect(sizes).toEqual([200, 200])
})
