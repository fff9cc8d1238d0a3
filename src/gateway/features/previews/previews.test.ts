import { beforeAll, expect, test } from 'vitest'
import type { FetchedPage } from '../../guarded-fetch/guarded-fetch.ts'
import { message, type Message } from '#shared/models/message.ts'
import { createPreviews } from './previews.ts'

const said = (index: number, content = `http://a.test/${index}`): Message =>
  message.parse({
    _id: index.toString(16).padStart(24, '0'),
    channelId: 'c'.repeat(24),
    authorId: null,
    content,
    createdAt: '2027-01-01T00:00:00.000Z',
    updatedAt: '2027-01-01T00:00:00.000Z',
  })

// Loaded at first use, which on a busy machine takes longer than the turn that `settle` waits.
beforeAll(() => import('./read-embed.ts'))

function setUp() {
  const open = new Map<string, (title: string | Error) => void>()
  const embedded: string[] = []
  const failures: unknown[] = []
  const previews = createPreviews({
    fetchPage: (address, signal) =>
      new Promise<FetchedPage>((resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('given up'))
        })
        open.set(address, (title) => {
          open.delete(address)
          if (title instanceof Error) reject(title)
          else resolve({ url: new URL(address), contentType: 'text/html', bytes: Buffer.from(`<title>${title}`) })
        })
      }),
    embed: ({ message: id, content, embeds }) => {
      embedded.push(`${Number.parseInt(id, 16)} ${content} ${embeds.map(({ title }) => title).join()}`)
      return Promise.resolve()
    },
    onFailure: (error) => failures.push(error),
  })
  const settle = async (address: string, title: string | Error): Promise<void> => {
    open.get(address)?.(title)
    await new Promise(setImmediate)
  }
  return { previews, open, embedded, failures, settle }
}

test('[LINK6] four pages are fetched at once, the others in turn, and a failure holds nobody up', async () => {
  const { previews, open, embedded, failures, settle } = setUp()
  for (let index = 1; index <= 6; index += 1) previews.onCreated(said(index))
  previews.onCreated(said(7, 'no link'))
  expect([...open.keys()]).toEqual([1, 2, 3, 4].map((index) => `http://a.test/${index}`))
  await settle('http://a.test/2', new Error('broken'))
  await settle('http://a.test/3', '')
  await settle('http://a.test/1', 'A')
  expect([...open.keys()]).toEqual([4, 5, 6].map((index) => `http://a.test/${index}`))
  await settle('http://a.test/6', 'B')
  expect(embedded).toEqual(['1 http://a.test/1 A', '6 http://a.test/6 B'])
  expect(failures).toEqual([new Error('broken')])
})

test('[LINK6] when a hundred wait, what comes then gets none', async () => {
  const { previews, open, settle } = setUp()
  for (let index = 1; index <= 110; index += 1) previews.onCreated(said(index))
  const seen = new Set<string>()
  while (open.size > 0) {
    const [address = ''] = open.keys()
    seen.add(address)
    await settle(address, 'A')
  }
  expect([...seen]).toEqual(Array.from({ length: 104 }, (_, index) => `http://a.test/${index + 1}`))
})

test('[LINK6] once stopped, nothing is fetched or written any more', async () => {
  const { previews, open, embedded, failures } = setUp()
  for (let index = 1; index <= 6; index += 1) previews.onCreated(said(index))
  await previews.stop()
  previews.onCreated(said(7))
  expect([open.size, embedded, failures.length]).toEqual([4, [], 4])
})
