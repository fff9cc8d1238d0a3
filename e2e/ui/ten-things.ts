import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { TestGateway } from '../fixtures/test-gateway.ts'
import { channelAddress, composer, rows, say, showLists } from './app-page.ts'
import { expect, type Stage } from './fixtures.ts'

const chooser = (page: Page) => page.locator('input[type=file]')

async function go(page: Page, channel: string): Promise<void> {
  await showLists(page)
  await page.getByRole('navigation', { name: 'Channels' }).getByRole('link', { name: channel }).click()
  await expect(composer(page, channel)).toBeVisible()
}

export async function sayWithFile(page: Page, words: string, { channel = 'general', bytes = 100 } = {}): Promise<void> {
  const buffer = Buffer.alloc(bytes, words)
  await chooser(page).setInputFiles([{ name: `${words}.txt`, mimeType: 'text/plain', buffer }])
  await expect(page.getByRole('list', { name: 'Attached files' })).toContainText(`${words}.txt`)
  await say(page, words, channel)
}

async function edit(page: Page, from: string, to: string): Promise<void> {
  await rows(page, from).hover()
  await page.getByRole('toolbar', { name: 'Message actions' }).getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Edit message' }).fill(to)
  await page.getByRole('textbox', { name: 'Edit message' }).press('Enter')
}

async function react(page: Page, message: string, emoji: string): Promise<void> {
  await rows(page, message).hover()
  await page.getByRole('toolbar', { name: 'Message actions' }).getByRole('button', { name: 'Add reaction' }).click()
  await page.getByRole('button', { name: `React with ${emoji}` }).click()
}

async function write(home: TestGateway, person: string, content: string): Promise<void> {
  await home.call(person, 'POST', `/channels/${home.channel('general')}/messages`, { content })
}

interface Stored {
  readonly content: string
  readonly attachments?: readonly { readonly filename: string }[]
  readonly reactions: readonly { readonly emoji: string; readonly userIds: readonly string[] }[]
}

/** What the gateway has of a channel, the oldest first. */
export async function storedIn(home: TestGateway, channel: string): Promise<readonly Stored[]> {
  const answer = await home.call('bob', 'GET', `/channels/${home.channel(channel)}/messages?limit=100`)
  return ((await answer.json()) as readonly Stored[]).toReversed()
}

/** Ten things done in two channels, and two drafts behind them. */
export async function doTen(page: Page, bytes = 100): Promise<void> {
  await say(page, 'one')
  await sayWithFile(page, 'two', { bytes })
  await say(page, 'three')
  await edit(page, 'a frist try', 'a first try')
  await react(page, 'something to like', '👍')
  await composer(page).fill('half a thought')
  await go(page, 'random')
  await say(page, 'elsewhere one', 'random')
  await sayWithFile(page, 'elsewhere two', { channel: 'random', bytes })
  await say(page, 'elsewhere three', 'random')
  await say(page, 'elsewhere four', 'random')
  await say(page, 'elsewhere five', 'random')
  await composer(page, 'random').fill('another half')
}

/** Whatever is on its way in this page is on its disk. */
export async function onDisk(page: Page): Promise<{ readonly items: number; readonly drafts: readonly string[] }> {
  return page.evaluate(async () => {
    const name = (await indexedDB.databases()).find((known) => known.name?.startsWith('mew kept'))?.name ?? ''
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name)
      request.addEventListener('success', () => {
        resolve(request.result)
      })
      request.addEventListener('error', () => {
        reject(new Error('not opened'))
      })
    })
    const all = (store: string): Promise<readonly { readonly text?: string }[]> =>
      new Promise((resolve) => {
        const request = database.transaction(store).objectStore(store).getAll()
        request.addEventListener('success', () => {
          resolve(request.result)
        })
      })
    const [items, drafts] = [await all('items'), await all('drafts')]
    database.close()
    return { items: items.length, drafts: drafts.map(({ text = '' }) => text).toSorted() }
  })
}

export async function tenArrived(home: TestGateway): Promise<void> {
  await expect.poll(async () => (await storedIn(home, 'random')).length).toBe(5)
  await expect.poll(async () => (await storedIn(home, 'general')).length).toBe(5)
  await expect.poll(async () => (await storedIn(home, 'general'))[1]?.reactions.length).toBe(1)
  const general = await storedIn(home, 'general')
  expect(general.map(({ content }) => content)).toEqual(['a first try', 'something to like', 'one', 'two', 'three'])
  expect(general[1]?.reactions).toEqual([{ emoji: '👍', userIds: [home.idOf('alice')] }])
  expect(general[3]?.attachments?.map(({ filename }) => filename)).toEqual(['two.txt'])
  const random = await storedIn(home, 'random')
  expect(random.map(({ content }) => content)).toEqual(
    ['one', 'two', 'three', 'four', 'five'].map((number) => `elsewhere ${number}`),
  )
  expect(random[1]?.attachments?.map(({ filename }) => filename)).toEqual(['elsewhere two.txt'])
}

export const general = (home: TestGateway): string => home.gateway.webUrl + channelAddress(home, 'home', 'general')

/** A gateway whose data outlive it, with something to change and something to like. */
export async function startKept(stage: Stage): Promise<TestGateway & { readonly dataDirectory: string }> {
  const dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'mew-journey-'))
  const home = await stage.start({ dataDirectory })
  await write(home, 'alice', 'a frist try')
  await write(home, 'bob', 'something to like')
  return { ...home, dataDirectory }
}

export const drafts = ['another half', 'half a thought']

export async function draftsAreThere(page: Page): Promise<void> {
  await expect(composer(page)).toHaveValue('half a thought')
  await go(page, 'random')
  await expect(composer(page, 'random')).toHaveValue('another half')
  await expect.poll(() => onDisk(page)).toEqual({ items: 0, drafts })
}
