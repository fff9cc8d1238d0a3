import type { Page } from '@playwright/test'

/** The message from which on a channel is marked as unread, as the page's disk has it. */
export const markOnDisk = (page: Page, channel: string): Promise<string | null> =>
  page.evaluate(async (id) => {
    const all = await indexedDB.databases()
    const name = all.find((each) => each.name?.startsWith('mew cache') === true)?.name ?? ''
    return new Promise<string | null>((resolve) => {
      const opening = indexedDB.open(name)
      opening.onsuccess = () => {
        const asking = opening.result.transaction('records').objectStore('records').get(['mark', id])
        asking.onsuccess = () => {
          const { value } = (asking.result ?? {}) as { value?: { marked?: { from: string } } }
          opening.result.close()
          resolve(value?.marked?.from ?? null)
        }
      }
    })
  }, channel)
