import type { Page } from '@playwright/test'
import { eventually } from './eventually.ts'

/** The account's database of what was written. */
const keptOf = (page: Page, gatewayId: string): Promise<string | undefined> =>
  page.evaluate(async (start) => {
    const databases = await indexedDB.databases()
    return databases.find(({ name }) => name?.startsWith(start) === true)?.name
  }, `mew kept ${gatewayId} `)

/**
 * From here on nothing more gets into a database, until it is deleted or the page goes: what is typed is noted beside it,
 * and stays noted.
 */
function hold(page: Page, database: string): Promise<void> {
  return page.evaluate(
    (name) =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open(name)
        request.addEventListener('success', () => {
          const opened = request.result
          let isHeld = true
          opened.addEventListener('versionchange', () => {
            isHeld = false
            opened.close()
          })
          const drafts = opened.transaction(opened.objectStoreNames, 'readwrite').objectStore('drafts')
          const again = (): void => {
            resolve()
            if (isHeld) drafts.count().addEventListener('success', again)
          }
          drafts.count().addEventListener('success', again)
        })
      }),
    database,
  )
}

/** Types a draft that gets no further than to what main has noted. */
export async function typeNoted(page: Page, gatewayId: string, words: string): Promise<void> {
  await eventually(async () => (await keptOf(page, gatewayId)) !== undefined)
  await hold(page, (await keptOf(page, gatewayId)) ?? '')
  await page.getByRole('textbox', { name: /^Message #/ }).fill(words)
  const noted = (): Promise<string> => page.evaluate(async () => JSON.stringify(await window.desktop?.notes()))
  await eventually(async () => (await noted()).includes(words))
}
