import type { Locator, Page } from '@playwright/test'
import type { TestGateway } from '../fixtures/test-gateway.ts'
import { channelAddress, composer, rows, say, settled, showLists, takeNetwork, textsAt } from './app-page.ts'
import { expect, test } from './fixtures.ts'

const general = (home: TestGateway): string => channelAddress(home, 'home', 'general')
const messages = (home: TestGateway): string => `/channels/${home.channel('general')}/messages`
const posts = { kind: 'http', user: 'alice', method: 'POST', path: '/**/messages' } as const

async function openFromMenu(page: Page, item: RegExp): Promise<Locator> {
  await showLists(page)
  await page.getByRole('button', { name: /Account menu$/ }).click()
  await page.getByRole('menuitem', { name: item }).click()
  return page.getByRole('dialog', { name: item })
}

async function setUndo(page: Page, choice: string): Promise<void> {
  await showLists(page)
  await page.getByRole('button', { name: /Account menu$/ }).click()
  await page.getByRole('menuitemradio', { name: choice }).click()
  if ((page.viewportSize()?.width ?? 1280) < 680) await page.keyboard.press('Escape')
}

test('J46: undone in time a message was never sent; its words, files and whom it answers are in the composer', async ({
  stage,
}) => {
  const home = await stage.start()
  await home.call('bob', 'POST', messages(home), { content: 'what shall we do' })
  const page = await stage.windowOf(home, 'alice', general(home))
  await settled(page)
  await setUndo(page, 'For 5 seconds')

  await rows(page, 'what shall we do').hover()
  await page.getByRole('button', { name: 'Reply', exact: true }).click()
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('a plan') }])
  const files = page.getByRole('list', { name: 'Attached files' })
  await expect(files).toContainText('ready')
  await say(page, 'let us do this')
  await expect(composer(page)).toHaveValue('')
  await composer(page).fill('something else')
  await rows(page, 'let us do this').getByRole('button', { name: 'Undo' }).click()

  await expect(rows(page, 'let us do this')).toHaveCount(0)
  await expect(composer(page)).toHaveValue('let us do this\n\nsomething else')
  await expect(composer(page)).toBeFocused()
  await expect(page.getByText('Replying to bob')).toBeVisible()
  await expect(files).toContainText('plan.txt')

  // Sent after all it goes out once its time is over, and is the only one that ever did.
  await say(page, 'let us do that')
  await expect(rows(page, 'let us do that').getByRole('button', { name: 'Undo' })).toBeVisible()
  expect(home.events.all({ answer: 'POST', path: '/**/messages', from: 'alice' })).toEqual([])
  await expect(rows(page, 'let us do that').getByRole('button', { name: 'Undo' })).toHaveCount(0, { timeout: 10_000 })
  await expect(rows(page, 'let us do that')).toHaveAccessibleDescription('')
  expect(home.events.all({ answer: 'POST', path: '/**/messages', from: 'alice' })).toHaveLength(1)
  expect(await textsAt(home)).toEqual(['what shall we do', 'let us do that'])
})

test('the outbox lists what waits and what was refused, channel by channel, with what can be made of each', async ({
  stage,
}) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', general(home))
  await settled(page)
  await say(page, 'said before')
  await expect(rows(page, 'said before')).toHaveAccessibleDescription('')
  await home.faults.add({ match: posts, action: { type: 'status', status: 403, message: 'Not here' }, times: 1 })
  await say(page, 'refused')
  await expect(rows(page, 'refused')).toHaveAccessibleDescription('Not sent. The server says: Not here')
  const giveBack = await takeNetwork(home, page)
  await say(page, 'given up')
  await say(page, 'mispeled')
  await rows(page, 'said before').hover()
  await page.getByRole('button', { name: 'Retract' }).click()
  await page.getByRole('button', { name: 'Retract message' }).click()

  const outbox = await openFromMenu(page, /^Outbox/)
  const items = outbox.getByRole('listitem')
  await expect(outbox.getByRole('region', { name: 'general' })).toBeVisible()
  await expect(items).toContainText(['refused', 'given up', 'mispeled', 'To: said before'])
  await expect(items.nth(0)).toHaveAccessibleDescription('Not sent. The server says: Not here')
  await items.nth(1).getByRole('button', { name: 'Cancel' }).click()
  await expect(items).toHaveCount(3)
  await items.nth(1).getByRole('button', { name: 'Edit' }).click()
  await outbox.getByRole('textbox', { name: 'Edit message' }).fill('misspelt')
  // Escape leaves the field, and the list stays.
  await page.keyboard.press('Escape')
  await expect(items.nth(1)).toContainText('mispeled')
  await items.nth(1).getByRole('button', { name: 'Edit' }).click()
  await outbox.getByRole('textbox', { name: 'Edit message' }).fill('misspelled')
  await page.keyboard.press('Enter')
  await expect(items.nth(1)).toContainText('misspelled')
  await items.nth(2).getByRole('button', { name: 'Cancel' }).click()

  await giveBack()
  await expect(items).toHaveCount(1, { timeout: 20_000 })
  await items.getByRole('button', { name: 'Retry' }).click()
  await expect(outbox.getByText('Nothing is on its way')).toBeVisible()
  expect(await textsAt(home)).toEqual(['said before', 'misspelled', 'refused'])
})

test('what came to nothing in another channel is told, and the outbox leads there', async ({ stage }) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', general(home))
  await settled(page)
  await home.faults.add({ match: posts, action: { type: 'status', status: 403, message: 'Not here' } })
  await say(page, 'refused')
  await expect(rows(page, 'refused').getByRole('button', { name: 'Retry' })).toBeVisible()
  await showLists(page)
  await page.getByRole('link', { name: 'random' }).click()
  await expect(page.getByRole('main').getByText('1 message in other channels needs you.')).toBeVisible()
  await page.getByRole('button', { name: 'Open outbox' }).click()
  await page.getByRole('dialog', { name: 'Outbox' }).getByRole('button', { name: 'general' }).click()
  await expect(rows(page, 'refused').getByRole('button', { name: 'Retry' })).toBeVisible()
  await expect(page.getByRole('main').getByText('needs you')).toHaveCount(0)
})

test('drafts of all channels are listed, the newest first; one is discarded, had back, and gone to', async ({
  stage,
}) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', general(home))
  await settled(page)
  await composer(page).fill('for everybody')
  await showLists(page)
  await page.getByRole('link', { name: 'random' }).click()
  await composer(page, 'random').fill('for nobody')
  let list = await openFromMenu(page, /^Drafts/)
  const drafts = (): Locator => list.getByRole('listitem')
  await expect(drafts()).toContainText(['for nobody', 'for everybody'])
  await list.getByRole('button', { name: 'Discard draft in random' }).click()
  await expect(drafts()).toContainText(['Draft discarded', 'for everybody'])
  await expect(list.getByRole('button', { name: 'Undo' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(drafts()).toContainText(['for nobody', 'for everybody'])
  await list.getByRole('button', { name: 'Discard draft in random' }).click()
  await list.getByRole('button', { name: 'Open general' }).click()
  await expect(composer(page)).toHaveValue('for everybody')

  list = await openFromMenu(page, /^Drafts/)
  await expect(drafts()).toContainText(['for everybody'])
  await expect(drafts()).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.reload()
  await settled(page)
  await showLists(page)
  await page.getByRole('link', { name: 'random' }).click()
  await expect(composer(page, 'random')).toHaveValue('')
})
