import type { Page } from '@playwright/test'
import type * as Electron from 'electron'
import { startDesktop, type Desktop } from './desktop-app.ts'
import { desktopTest } from './desktop-test.ts'
import { typeNoted } from './type-noted.ts'

const WORDS = 'half a sentence that 41d7'

async function innerGatewayId(page: Page): Promise<string> {
  const accounts = await page.evaluate(() => window.desktop?.accounts())
  const inner = accounts?.find((account) => account.inner)
  if (inner === undefined) throw new Error('There is no inner account')
  return inner.gatewayId
}

async function loadAnew({ app, page }: Desktop): Promise<Page> {
  const loaded = page.waitForEvent('domcontentloaded')
  await page.evaluate(() => void window.desktop?.reload())
  await loaded
  return app.firstWindow()
}

async function crash({ app }: Desktop): Promise<Page> {
  const back = app.evaluateMain(
    (electron: typeof Electron) =>
      new Promise<void>((resolve) => {
        electron.webContents.getAllWebContents()[0]?.once('dom-ready', () => {
          resolve()
        })
      }),
  )
  await app.crashRenderer()
  await back
  return app.firstWindow()
}

for (const [how, goAndComeBack] of [
  ['is loaded anew', loadAnew],
  ['crashes', crash],
] as const) {
  desktopTest(`J11: what is typed just before the page ${how} is there again, as main has noted it`, async () => {
    await using desktop = await startDesktop({ realPage: true })
    const { page } = desktop
    await page.getByRole('article').first().waitFor()
    await typeNoted(page, await innerGatewayId(page), WORDS)
    const next = await goAndComeBack(desktop)
    await next.waitForFunction(
      (words) => [...document.querySelectorAll('textarea')].some(({ value }) => value === words),
      WORDS,
    )
  })
}
