import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { _electron as electron, expect, test } from '@playwright/test'

const root = path.join(import.meta.dirname, '../..')
const asRoot = process.getuid?.() === 0

test('[J41] the app itself opens straight into a living workspace, and says what is written in it', async () => {
  const profile = await mkdtemp(path.join(os.tmpdir(), 'mew-electron-test-'))
  const app = await electron.launch({
    executablePath: process.env['MEW_ELECTRON'] ?? '',
    args: [...(asRoot ? ['--no-sandbox'] : []), `--user-data-dir=${profile}`, root],
  })
  try {
    const page = await app.firstWindow()
    await expect(page.getByRole('article').first()).toBeVisible()
    const composer = page.getByRole('textbox', { name: /^Message/ })
    await composer.fill('from Electron itself')
    await composer.press('Enter')
    await expect(page.getByRole('article').filter({ hasText: 'from Electron itself' })).toHaveCount(1)
    expect(
      await page.evaluate(() => [...Object.values(localStorage), ...Object.values(sessionStorage)].join(' ')),
    ).not.toMatch(/eyJ/)
  } finally {
    await app.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})
