import type { Page } from '@playwright/test'

/** What stays in a page between two calls. Windows have no clock in common but the one of the day. */
declare global {
  /** When Enter was pressed last: milliseconds since 1970. */
  var enterPressedAt: number
  /** When what was waited for was painted: milliseconds since the page's navigation began. */
  var paintedAt: Promise<number>
}

/** Has a page remember when Enter was pressed last, as its input event says. */
export const watchEnter = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const note = (event: KeyboardEvent): void => {
      if (event.key === 'Enter') globalThis.enterPressedAt = performance.timeOrigin + event.timeStamp
    }
    addEventListener('keydown', note, true)
  })

/** In the page: settles once the newest article has the text and the frame that shows it is through. */
function noteArticle(text: string): void {
  globalThis.paintedAt = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      const newest = [...document.querySelectorAll('article')].at(-1)
      if (newest?.textContent.includes(text) !== true) return
      observer.disconnect()
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => {
          resolve(performance.now())
        })
        port1.start()
        port2.postMessage(undefined)
      })
    })
    observer.observe(document, { childList: true, subtree: true, characterData: true })
  })
}

export const noteText = (page: Page, text: string): Promise<void> => page.evaluate(noteArticle, text)

/** For the next address a page goes to. */
export const noteFirstArticle = async (page: Page): Promise<void> => {
  await page.addInitScript(noteArticle, '')
}

export const pressedAt = (page: Page): Promise<number> => page.evaluate(() => globalThis.enterPressedAt)

/** Milliseconds since the navigation began. */
export const paintedAt = (page: Page): Promise<number> => page.evaluate(() => globalThis.paintedAt)

/** Milliseconds since 1970. */
export const paintedAtDay = (page: Page): Promise<number> =>
  page.evaluate(async () => performance.timeOrigin + (await globalThis.paintedAt))
