import { expect, type Page, type Request } from '@playwright/test'

/** A page without a policy of its own: only what comes with a file keeps it from running here. */
export const BARE_PAGE = `<!doctype html><title>bare</title><body><script>
heard = []
onmessage = (event) => heard.push(String(event.data))
</script>`

/** Every way a page takes a file in, and the type as which a script would run there, if one ever does. */
export const ways = {
  img: undefined,
  video: undefined,
  iframe: 'text/html',
  object: 'text/html',
  embed: 'text/html',
  blob: 'text/html',
  script: 'text/javascript',
  module: 'text/javascript',
  import: 'text/javascript',
  worker: 'text/javascript',
  'service-worker': 'text/javascript',
  style: 'text/css',
} as const

export type Way = keyof typeof ways
export const everyWay = Object.keys(ways) as readonly Way[]

export interface Embedded {
  readonly url: string
  readonly way: Way
}

/** Runs in the page. What is under way stands in `window.pending` until it was taken or refused. */
function takeIn(files: readonly Embedded[]): void {
  const pending = new Set<string>()
  const heard: string[] = []
  Object.assign(window, { pending, heard })
  /** Ways that say whether they took the file for a program: taken is as bad as run. */
  const telling = new Set<string>(['script', 'module', 'style'])

  function make(tag: string, attributes: Readonly<Record<string, string>>): HTMLElement {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    return element
  }

  function put(way: string, address: string, element: HTMLElement): void {
    pending.add(address)
    const end = (): boolean => pending.delete(address)
    element.addEventListener('load', () => {
      if (telling.has(way)) heard.push(`ran as ${way}`)
      end()
    })
    for (const event of ['error', 'loadedmetadata']) element.addEventListener(event, end)
    document.body.append(element)
  }

  async function putBlob(way: string, url: string): Promise<void> {
    pending.add(url)
    const response = await fetch(url)
    const src = URL.createObjectURL(await response.blob())
    put(way, src, make('iframe', { src }))
    pending.delete(url)
  }

  function work(url: string): void {
    pending.add(url)
    const worker = new Worker(url)
    worker.addEventListener('error', () => pending.delete(url))
    worker.addEventListener('message', (event) => {
      heard.push(String(event.data))
      pending.delete(url)
    })
  }

  async function settle(way: string, url: string, taken: Promise<unknown>): Promise<void> {
    pending.add(url)
    await taken.then(
      () => heard.push(`ran as ${way}`),
      () => undefined,
    )
    pending.delete(url)
  }

  const takers: Readonly<Record<Way, (url: string) => unknown>> = {
    img: (src) => put('img', src, make('img', { src })),
    video: (src) => put('video', src, make('video', { src, preload: 'auto' })),
    iframe: (src) => put('iframe', src, make('iframe', { src })),
    object: (data) => put('object', data, make('object', { data })),
    embed: (src) => put('embed', src, make('embed', { src })),
    blob: (url) => putBlob('blob', url),
    script: (src) => put('script', src, make('script', { src })),
    module: (src) => put('module', src, make('script', { src, type: 'module' })),
    import: (url) => settle('import', url, import(url)),
    worker: work,
    'service-worker': (url) => settle('service-worker', url, navigator.serviceWorker.register(url)),
    style: (href) => put('style', href, make('link', { href, rel: 'stylesheet' })),
  }
  for (const { url, way } of files) takers[way](url)
}

/** Takes files into a fresh bare page, each in its way, and waits until every one was taken or refused. */
export async function embedFiles(page: Page, bareUrl: string, files: readonly Embedded[]): Promise<void> {
  // A frame that gets a download instead of a page says nothing in the page itself.
  const failed = new Set<string>()
  const onFailed = (request: Request): void => {
    failed.add(request.url())
  }
  page.on('requestfailed', onFailed)
  await page.goto(bareUrl)
  await page.evaluate(takeIn, files)
  const pendingOf = async (): Promise<string[]> => {
    const pending = await page.evaluate(() => [...(window as unknown as { readonly pending: Set<string> }).pending])
    return pending.filter((url) => !failed.has(url))
  }
  await expect.poll(pendingOf, { timeout: 60_000 }).toEqual([])
  page.off('requestfailed', onFailed)
}
