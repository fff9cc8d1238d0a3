import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { channelAddress, composer, log, rows, say, settled, showLists } from './app-page.ts'
import { expect, test } from './fixtures.ts'
import type { TestGateway } from '../fixtures/test-gateway.ts'

const PICTURE = path.join(import.meta.dirname, '../../resources/icon.png')

const chooser = (page: Page): Locator => page.locator('input[type=file]')
const chips = (page: Page): Locator => page.getByRole('list', { name: 'Attached files' }).getByRole('listitem')
const chip = (page: Page, name: string): Locator => chips(page).filter({ hasText: name })

const text = (name: string, content = name): { name: string; mimeType: string; buffer: Buffer } => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
})

const isUpload = (url: URL): boolean => url.pathname.endsWith('/uploads')

/** Uploads wait until they are let through. */
async function holdUploads(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(isUpload, async (route) => {
    await promise
    // The page may have given it up meanwhile.
    await route.continue().catch(() => undefined)
  })
  return resolve
}

async function open(page: Promise<Page>): Promise<Page> {
  const opened = await page
  await settled(opened)
  return opened
}

const general = (home: TestGateway): string => channelAddress(home, 'home', 'general')

async function upload(home: TestGateway, name: string, file: Blob): Promise<unknown> {
  const form = new FormData()
  form.append('file', file, name)
  const response = await fetch(`${home.url}/api/channels/${home.channel('general')}/uploads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await home.tokenOf('bob')}` },
    body: form,
  })
  expect(response.status).toBe(201)
  return response.json()
}

async function post(home: TestGateway, body: object): Promise<void> {
  const response = await home.call('bob', 'POST', `/channels/${home.channel('general')}/messages`, body)
  expect(response.status).toBe(201)
}

test('[J28] of three files one is refused: it is said, nothing goes out without it unasked, and the rest arrives', async ({
  stage,
}) => {
  const home = await stage.start()
  const page = await open(stage.windowOf(home, 'alice', general(home)))
  const other = await open(stage.windowOf(home, 'bob', general(home)))
  let asked = 0
  await page.route(isUpload, async (route) => {
    asked += 1
    if (asked === 2) await route.fulfill({ status: 413, json: { message: 'file is too large' } })
    else await route.continue()
  })
  await chooser(page).setInputFiles([text('one.txt'), text('two.txt'), text('three.txt')])
  await expect(page.getByRole('alert')).toContainText('more than this server takes')
  await composer(page).fill('three of them')
  await composer(page).press('Enter')
  await expect(page.getByText('1 file was not uploaded, so nothing was sent.')).toBeVisible()
  await expect(composer(page)).toHaveValue('three of them')
  await expect(rows(other, 'three of them')).toHaveCount(0)

  await page.getByRole('button', { name: 'Send without it' }).click()
  await expect(rows(other, 'three of them')).toContainText('one.txt')
  await expect(rows(other, 'three of them')).toContainText('three.txt')
  await expect(rows(other, 'two.txt')).toHaveCount(0)
  await expect(chips(page)).toHaveCount(0)
})

test('[J28] a message sent while its files go up waits for them; what fails is said on it, and can be tried again', async ({
  stage,
}) => {
  const home = await stage.start()
  const page = await open(stage.windowOf(home, 'alice', general(home)))
  const { promise: held, resolve: breakOff } = Promise.withResolvers<void>()
  await page.route(isUpload, async (route) => {
    await held
    await route.abort()
  })
  await chooser(page).setInputFiles([text('plan.txt')])
  await say(page, 'the plan')
  await expect(composer(page)).toHaveValue('')
  const row = rows(page, 'the plan')
  await expect(row.getByRole('progressbar', { name: 'Uploading plan.txt' })).toBeVisible()
  breakOff()
  await expect(row).toContainText('Not sent. A file was not uploaded.')
  await page.unroute(isUpload)
  await row.getByRole('button', { name: 'Retry', exact: true }).click()
  await expect(row.getByRole('button', { name: 'Download plan.txt' })).toBeVisible()
  await expect(log(page).getByText('Not sent')).toHaveCount(0)
})

test('[F24] a file held up in one channel stays in that channel’s draft', async ({ stage }) => {
  const home = await stage.start()
  const page = await open(stage.windowOf(home, 'alice', general(home)))
  const letThrough = await holdUploads(page)
  await chooser(page).setInputFiles([text('for-general.txt')])
  await composer(page).fill('for general')
  await showLists(page)
  await page.getByRole('link', { name: /^random/ }).click()
  await settled(page, 'random')
  await expect(chips(page)).toHaveCount(0)
  await say(page, 'only text', 'random')
  await expect(rows(page, 'only text')).toHaveCount(1)
  letThrough()
  await expect(rows(page, 'only text')).not.toContainText('for-general.txt')
  await showLists(page)
  await page.getByRole('link', { name: /^general/ }).click()
  await settled(page)
  await expect(composer(page)).toHaveValue('for general')
  await expect(chip(page, 'for-general.txt')).toContainText('ready')
})

test('[F25] an empty file is attached, removed at every stage, and sent beside others', async ({ stage }) => {
  const home = await stage.start()
  const page = await open(stage.windowOf(home, 'alice', general(home)))
  const letThrough = await holdUploads(page)
  await chooser(page).setInputFiles([text('empty.txt', ''), text('full.txt')])
  await page.getByRole('button', { name: 'Remove empty.txt' }).click()
  await expect(chips(page)).toHaveCount(1)
  letThrough()
  await expect(chip(page, 'full.txt')).toContainText('ready')
  await chooser(page).setInputFiles([text('empty.txt', '')])
  await expect(chip(page, 'empty.txt')).toContainText('0 bytes, ready')
  await composer(page).press('Enter')
  const sent = log(page).getByRole('group', { name: 'Files' })
  await expect(sent).toContainText('empty.txt')
  await expect(sent).toContainText('full.txt')
})

const odd = ['100% #1 (a+b)&.txt', '报告 最终.pdf', 'a%20b.txt', 'e\u0301.txt'] as const

test('[F26] odd names are the same for both users and at download, with the same bytes', async ({ stage }) => {
  const home = await stage.start()
  const page = await open(stage.windowOf(home, 'alice', general(home)))
  const other = await open(stage.windowOf(home, 'bob', general(home)))
  await chooser(page).setInputFiles(odd.map((name) => text(name, `bytes of ${name}`)))
  await say(page, 'odd ones')
  for (const name of odd) {
    const save = rows(other, 'odd ones').getByRole('button', { name: `Download ${name}` })
    await expect(save).toBeVisible()
    const [download] = await Promise.all([other.waitForEvent('download'), save.click()])
    expect(download.suggestedFilename().normalize()).toBe(name.normalize())
    expect(await readFile(await download.path(), 'utf8')).toBe(`bytes of ${name}`)
  }
})

test('[F19] a name that turns letters around shows the ending it has', async ({ stage }) => {
  const home = await stage.start()
  await post(home, { content: 'holiday', attachments: [await upload(home, '\u202Egpj.exe', new Blob(['x']))] })
  const page = await open(stage.windowOf(home, 'alice', general(home)))
  await expect(rows(page, 'holiday')).toContainText('gpj.exe')
  await expect(rows(page, 'holiday')).not.toContainText('\u202E')
})

async function paste(page: Page, kinds: Readonly<Record<string, string>>): Promise<void> {
  await composer(page).evaluate((field, given) => {
    const data = new DataTransfer()
    for (const [type, value] of Object.entries(given)) {
      if (type.startsWith('image/')) data.items.add(new File([value], 'image.png', { type }))
      else data.setData(type, value)
    }
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, kinds)
}

test('[F15] text wins where the clipboard holds text; a picture alone is attached', async ({ stage }) => {
  const home = await stage.start()
  const page = await open(stage.windowOf(home, 'alice', general(home)))
  await paste(page, { 'text/plain': 'Test 1\nTest 2', 'text/html': '<table></table>', 'image/png': 'picture' })
  await paste(page, { 'image/png': 'picture' })
  await expect(chips(page)).toHaveCount(1)
})

test('a file chosen in the dialog goes up with its progress, and can be taken out on the way', async ({ stage }) => {
  const home = await stage.start()
  const page = await open(stage.windowOf(home, 'alice', general(home)))
  const letThrough = await holdUploads(page)
  const [dialog] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Attach files' }).click(),
  ])
  await dialog.setFiles([text('stays.txt'), text('goes.txt')])
  await expect(chip(page, 'goes.txt').getByRole('progressbar')).toBeVisible()
  await page.getByRole('button', { name: 'Remove goes.txt' }).click()
  letThrough()
  await expect(chip(page, 'stays.txt')).toContainText('ready')
  await expect(chips(page)).toHaveCount(1)
})

test('whoever has chosen files goes on writing, and Enter sends both', async ({ stage }) => {
  const home = await stage.start()
  const page = await open(stage.windowOf(home, 'alice', general(home)))
  const opened = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach files' }).click()
  await (await opened).setFiles([text('chosen.txt')])
  await expect(composer(page)).toBeFocused()
  await page.keyboard.type('here it is')
  await page.keyboard.press('Enter')
  await expect(rows(page, 'here it is')).toContainText('chosen.txt')
})

test('a file dropped on the channel is attached; while it hovers, the channel says so', async ({ stage }) => {
  const home = await stage.start()
  const page = await open(stage.windowOf(home, 'alice', general(home)))
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['dropped'], 'dropped.txt', { type: 'text/plain' }))
    return transfer
  })
  await log(page).dispatchEvent('dragover', { dataTransfer: data })
  await expect(page.getByText('Drop files to attach them')).toBeVisible()
  await log(page).dispatchEvent('drop', { dataTransfer: data })
  await expect(chip(page, 'dropped.txt')).toContainText('ready')
  await expect(composer(page)).toBeFocused()
  await expect(page.getByText('Drop files to attach them')).toHaveCount(0)
})

test('[J50] pictures that load late move nothing that is being read', async ({ stage }) => {
  const home = await stage.start()
  const picture = new Blob([await readFile(PICTURE)], { type: 'image/png' })
  for (let n = 0; n < 12; n += 1) {
    await post(home, { content: `line ${n}.`, attachments: [await upload(home, `${n}.png`, picture)] })
  }
  const { promise: held, resolve: letThrough } = Promise.withResolvers<void>()
  const page = await stage.windowOf(home, 'alice')
  await page.route(
    (url) => url.pathname.startsWith('/static/'),
    async (route) => {
      await held
      await route.continue().catch(() => undefined)
    },
  )
  await page.goto(home.gateway.webUrl + general(home))
  await settled(page)
  await log(page).hover()
  await page.mouse.wheel(0, -900)
  await expect(rows(page, 'line 11.')).not.toBeInViewport()
  const id = await log(page).evaluate((element) => {
    const { top } = element.getBoundingClientRect()
    const shown = [...element.querySelectorAll('article')].find((row) => row.getBoundingClientRect().top >= top)
    return shown?.dataset['message']
  })
  const reading = page.locator(`[data-message="${id}"]`)
  await reading.locator('img').scrollIntoViewIfNeeded()
  const before = await reading.boundingBox()
  letThrough()
  await expect
    .poll(() => reading.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
  expect(await reading.boundingBox()).toEqual(before)
})

test('[J29] a picture opens large, is zoomed and turned by keys, and Escape gives the place back', async ({
  stage,
}) => {
  const home = await stage.start()
  const picture = new Blob([await readFile(PICTURE)], { type: 'image/png' })
  const attachments = [await upload(home, 'first.png', picture), await upload(home, 'second.png', picture)]
  await post(home, { content: 'two', attachments })
  const page = await open(stage.windowOf(home, 'alice', general(home)))
  await page.getByRole('button', { name: 'Open image first.png' }).click()
  const viewer = page.getByRole('dialog', { name: 'Image 1 of 2' })
  await expect(viewer.getByRole('img', { name: 'first.png' })).toBeVisible()
  await page.keyboard.press('+')
  await expect(viewer.getByText('150 %')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('dialog', { name: 'Image 2 of 2' }).getByRole('img')).toBeVisible()
  await expect(page.getByText('100 %')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Open image first.png' })).toBeFocused()
})

async function makeSticker(home: TestGateway, name: string): Promise<void> {
  const form = new FormData()
  form.append('name', name)
  form.append('file', new File([await readFile(PICTURE)], 'train.png', { type: 'image/png' }))
  const made = await fetch(`${home.url}/api/servers/${home.ids.servers.get('home') ?? ''}/stickers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await home.tokenOf('alice')}` },
    body: form,
  })
  expect(made.status).toBe(201)
}

test('a sticker of one’s own is made of a picture and sent; a sticker of the server arrives too', async ({ stage }) => {
  const home = await stage.start()
  await makeSticker(home, 'All aboard')
  const page = await open(stage.windowOf(home, 'alice', general(home)))
  await composer(page).fill('still here')
  await page.getByRole('button', { name: 'Stickers' }).click()
  await page.getByRole('button', { name: 'Send sticker All aboard' }).click()
  await expect(log(page).getByRole('img', { name: 'Sticker: All aboard' })).toBeVisible()
  await expect(composer(page)).toHaveValue('still here')

  await page.getByRole('button', { name: 'Stickers' }).click()
  const picker = page.getByRole('dialog', { name: 'Stickers' })
  await picker.getByRole('button', { name: 'Mine' }).click()
  await expect(picker.getByText('You have no stickers yet.')).toBeVisible()
  const [chosen] = await Promise.all([
    page.waitForEvent('filechooser'),
    picker.getByRole('button', { name: 'Add sticker' }).click(),
  ])
  await chosen.setFiles(PICTURE)
  await picker.getByRole('button', { name: 'Send sticker icon' }).click()
  await expect(log(page).getByRole('img', { name: 'Sticker: icon' })).toBeVisible()
})

async function openStickers(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Stickers' }).click()
  return page.getByRole('dialog', { name: 'Stickers' })
}

const sticker = (picker: Locator, name: string): Locator => picker.getByRole('button', { name: `Send sticker ${name}` })

test('[STICK1] whoever manages a server’s stickers renames and deletes them; for others there is no such menu', async ({
  stage,
}) => {
  const home = await stage.start()
  await makeSticker(home, 'Train')
  await makeSticker(home, 'Tram')
  const page = await open(stage.windowOf(home, 'alice', general(home)))
  const picker = await openStickers(page)
  await sticker(picker, 'Train').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  const name = page.getByRole('dialog', { name: 'Rename sticker' }).getByRole('textbox', { name: 'Name' })
  await expect(name).toHaveValue('Train')
  await name.fill('Tram')
  await name.press('Enter')
  await expect(page.getByText('Another sticker here has that name.')).toBeVisible()
  await name.fill('Night train')
  await name.press('Enter')
  await expect(sticker(picker, 'Night train')).toBeVisible()
  await expect(sticker(picker, 'Train')).toHaveCount(0)

  await sticker(picker, 'Tram').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Delete sticker' }).click()
  const question = page.getByRole('dialog', { name: 'Delete Tram?' })
  await question.getByRole('button', { name: 'Keep sticker' }).click()
  await expect(sticker(picker, 'Tram')).toBeVisible()
  await sticker(picker, 'Tram').focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Delete sticker' }).click()
  await question.getByRole('button', { name: 'Delete sticker' }).click()
  await expect(sticker(picker, 'Tram')).toHaveCount(0)
  await expect(sticker(picker, 'Night train')).toBeVisible()

  const other = await open(stage.windowOf(home, 'bob', general(home)))
  const theirs = await openStickers(other)
  await expect(sticker(theirs, 'Night train')).toBeVisible()
  await sticker(theirs, 'Night train').click({ button: 'right' })
  await expect(other.getByRole('menuitem')).toHaveCount(0)
  await expect(theirs.getByRole('button', { name: 'Add sticker' })).toHaveCount(0)
})

test('a picture of one’s own and an icon of the server are chosen and shown at once', async ({ stage }) => {
  const home = await stage.start()
  const page = await open(stage.windowOf(home, 'alice', general(home)))
  await say(page, 'who am I')
  await showLists(page)
  await page.getByRole('button', { name: /Account menu$/ }).click()
  const [face] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('menuitem', { name: 'Change picture' }).click(),
  ])
  await face.setFiles(PICTURE)
  await expect(page.getByText('Your picture was changed.').first()).toBeVisible()
  await expect(page.getByRole('button', { name: /Account menu$/ }).locator('img')).toBeVisible()
  const [icon] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Change server icon' }).click(),
  ])
  await icon.setFiles(PICTURE)
  await expect(
    page.getByRole('navigation', { name: 'Servers' }).getByRole('link', { name: /^Home/ }).locator('img'),
  ).toBeVisible()
})

test('a webhook’s names are those of each message, and its author keeps their own', async ({ stage }) => {
  const home = await stage.start()
  const place = `/servers/${home.ids.servers.get('home') ?? ''}/channels/${home.channel('general')}/webhooks`
  const made = await home.call('alice', 'POST', place, { name: 'Robot' })
  const { _id, token } = (await made.json()) as { _id: string; token: string }
  const execute = (body: object): Promise<Response> =>
    fetch(`${home.url}/api/webhooks/${_id}/${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const page = await open(stage.windowOf(home, 'alice', general(home)))
  await execute({ content: 'as itself' })
  await execute({ content: 'as the news', username: 'News', avatar_url: 'https://elsewhere.example/n.png' })
  await execute({ content: 'as itself again' })
  await expect(page.getByRole('article', { name: /^News, / })).toContainText('as the news')
  await expect(page.getByRole('article', { name: /^Robot, / }).first()).toContainText('as itself')
  await expect(page.getByRole('article', { name: /^Robot, / }).last()).toContainText('as itself again')
})
