import type { Page } from '@playwright/test'
import { log } from '../app-page.ts'

/** A row as the page shows it. */
export interface ShownRow {
  readonly id: string
  readonly text: string
  /** What people answered, as `🎉 2`. */
  readonly reactions: readonly string[]
}

/** All that the page ever showed: for each row its texts, in the order in which they stood there. */
export type Shown = readonly (readonly [id: string, texts: readonly string[]])[]

declare global {
  interface Window {
    everShown?: Map<string, string[]>
  }
}

/** Writes down every text that stands in a row, at each change of the page. */
export async function watchRows(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shown = new Map<string, string[]>()
    window.everShown = shown
    const look = (): void => {
      for (const row of document.querySelectorAll<HTMLElement>('[data-message]')) {
        const texts = shown.get(row.dataset['message'] ?? '') ?? []
        const text = row.querySelector('.message-body')?.textContent ?? 'gone'
        if (texts.at(-1) !== text) texts.push(text)
        shown.set(row.dataset['message'] ?? '', texts)
      }
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
  })
}

export const everShown = (page: Page): Promise<Shown> => page.evaluate(() => [...(window.everShown ?? [])])

async function rowsInView(page: Page): Promise<readonly ShownRow[]> {
  return log(page).evaluate((element) =>
    [...element.querySelectorAll<HTMLElement>('[data-message]')].map((row) => ({
      id: row.dataset['message'] ?? '',
      text: row.querySelector('.message-body')?.textContent ?? 'gone',
      reactions: [...row.querySelectorAll('.reaction')].map((chip) =>
        [...chip.querySelectorAll('span')].map((part) => part.textContent).join(' '),
      ),
    })),
  )
}

/** Every row, from the oldest to the newest, by scrolling up to the beginning. */
export async function readThrough(page: Page): Promise<readonly ShownRow[]> {
  const found = new Map<string, ShownRow>()
  let order: readonly string[] = []
  for (;;) {
    const here = await rowsInView(page)
    for (const row of here) found.set(row.id, row)
    const ids = here.map(({ id }) => id)
    const join = order.findIndex((id) => id === ids.at(-1))
    order = [...ids, ...order.slice(join + 1)]
    const before = await log(page).evaluate((element) => element.scrollTop)
    if (before === 0) break
    await log(page).evaluate((element) => {
      element.scrollBy(0, -300)
      return new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve))
      })
    })
  }
  return order.flatMap((id) => found.get(id) ?? [])
}
