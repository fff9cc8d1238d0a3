import type { Page } from '@playwright/test'

/** A row as it stands in the page. */
export interface ShownRow {
  /** Of the gateway; `''` while it is on its way. */
  readonly id: string
  /** Its place in the list. */
  readonly index: number
  readonly text: string
  readonly gone: boolean
  /** It says that it was not sent. */
  readonly refused: boolean
  readonly reactions: readonly string[]
}

/** What stood in the list at a moment. */
export interface Look {
  readonly at: number
  readonly rows: readonly ShownRow[]
}

interface Looking {
  /** What is drawn of the list now. */
  readonly rows: () => ShownRow[]
  readonly looks: Look[]
}

declare global {
  var mewLooking: Looking | undefined
}

/** Runs in the page: whatever a frame shows of a list is written down, once for each change. */
function watchRows(): void {
  const textOf = (element: Element | null): string => element?.textContent ?? ''
  const read = (row: HTMLElement): ShownRow => ({
    id: row.dataset['message'] ?? '',
    index: Number(row.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? -1),
    text: textOf(row.querySelector('.message-body')),
    gone: row.querySelector('.message-gone') !== null,
    refused: row.querySelector('.message-state-bad') !== null,
    reactions: [...row.querySelectorAll('.reaction')].map((chip) =>
      [...chip.querySelectorAll('span')].map((part) => textOf(part)).join(' '),
    ),
  })
  const rows = (): ShownRow[] =>
    [...document.querySelectorAll<HTMLElement>('[role=log] :is([data-message], [data-nonce])')].map(read)
  const looks: Look[] = []
  let last = ''
  let isDue = false
  const look = (): void => {
    isDue = false
    const seen = rows()
    const said = JSON.stringify(seen)
    if (said === last) return
    last = said
    looks.push({ at: Date.now(), rows: seen })
  }
  new MutationObserver(() => {
    if (isDue) return
    isDue = true
    requestAnimationFrame(look)
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
  globalThis.mewLooking = { rows, looks }
}

export const startLooking = (page: Page): Promise<void> => page.evaluate(watchRows)

/** Everything that was shown since the last time this was asked. */
export const looksOf = (page: Page): Promise<readonly Look[]> =>
  page.evaluate(() => globalThis.mewLooking?.looks.splice(0) ?? [])

/** Enough frames for a list to ask for what comes above it. */
const QUIET_FRAMES = 20

/** Runs in the page: to the newest row, back from wherever somebody has jumped. */
async function scrollToNewest(frames: number): Promise<void> {
  for (let n = 0; n < frames; n += 1) {
    document.querySelector<HTMLElement>('.message-jump')?.click()
    document.querySelector('[role=log]')?.scrollBy(0, 100_000)
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
}

/** Runs in the page: up to the first row, which is there once nothing comes above it any more. */
async function scrollToFirst(frames: number): Promise<readonly ShownRow[]> {
  const seen = new Map<string, ShownRow>()
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))
  const isAtTop = (): boolean =>
    (document.querySelector('[role=log]')?.scrollTop ?? 0) <= 0 && document.querySelector('.message-older') === null
  let quiet = 0
  while (quiet < frames) {
    for (const row of globalThis.mewLooking?.rows() ?? []) seen.set(row.id === '' ? row.text : row.id, row)
    document.querySelector<HTMLElement>('.message-older button')?.click()
    quiet = isAtTop() ? quiet + 1 : 0
    document.querySelector('[role=log]')?.scrollBy(0, -350)
    await frame()
    await frame()
  }
  return [...seen.values()]
}

export async function rowsByScrolling(page: Page): Promise<readonly ShownRow[]> {
  await page.evaluate(scrollToNewest, QUIET_FRAMES)
  return page.evaluate(scrollToFirst, QUIET_FRAMES)
}

/** Runs in the page: everything its databases keep, as text. */
async function readDatabases(): Promise<string> {
  const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error ?? new Error('The database cannot be read')))
    })
  const kept: string[] = []
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name))
    for (const store of database.objectStoreNames) {
      const rows: unknown[] = await settled(database.transaction(store).objectStore(store).getAll())
      kept.push(JSON.stringify(rows))
    }
    database.close()
  }
  return kept.join('\n')
}

export const keptBy = (page: Page): Promise<string> => page.evaluate(readDatabases)
