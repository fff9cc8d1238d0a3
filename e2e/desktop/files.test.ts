import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startDesktop } from './desktop-app.ts'
import { desktopTest } from './desktop-test.ts'

const composer = 'textarea'

desktopTest('[FILES1] a file goes up through main with its progress, and is there for the page to show', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mew-files-'))
  const name = '100% #1 (a+b)&.bin'
  await writeFile(path.join(folder, name), Buffer.alloc(30_000_000, 7))
  await using desktop = await startDesktop({ realPage: true })
  const { page, app } = desktop
  await page.locator(composer).waitFor()
  // Every width the bar has had: a counter that jumps to the end is no progress.
  await page.evaluate(() => {
    const seen = new Set<string>()
    Object.assign(window, { seen })
    new MutationObserver(() => {
      const now = document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')
      if (typeof now === 'string') seen.add(now)
    }).observe(document.body, { subtree: true, childList: true, attributes: true })
  })
  await page.locator('input[type=file]').setInputFiles(path.join(folder, name))
  await page.getByText(/ready$/).waitFor()
  const steps = await page.evaluate(() => (window as unknown as { seen: Set<string> }).seen.size)
  assert.ok(steps >= 5, `the bar had ${steps} widths`)
  await page.locator(composer).press('Enter')
  await page.getByRole('button', { name: `Download ${name}` }).waitFor()
  assert.deepEqual(app.faults, [])
  await rm(folder, { recursive: true })
})

desktopTest('[FILES2] an upload that is taken out is ended at the gateway, and the next one goes up', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mew-files-'))
  await writeFile(path.join(folder, 'large.bin'), Buffer.alloc(40_000_000, 7))
  await writeFile(path.join(folder, 'small.txt'), 'small')
  await using desktop = await startDesktop({ realPage: true })
  const { page, app } = desktop
  await page.locator(composer).waitFor()
  await page.locator('input[type=file]').setInputFiles(path.join(folder, 'large.bin'))
  await page.getByRole('button', { name: 'Remove large.bin' }).click()
  await page.locator('input[type=file]').setInputFiles(path.join(folder, 'small.txt'))
  await page.getByText('5 bytes, ready').waitFor()
  assert.equal(await page.getByText('large.bin').count(), 0)
  assert.deepEqual(app.faults, [])
  await rm(folder, { recursive: true })
})
