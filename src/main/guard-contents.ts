import type { App, WebContents } from 'electron'
import { logProblem } from './log.ts'

interface GuardOptions {
  /** Where an address goes that the page wanted to open in a window. */
  readonly openExternal: (address: string) => Promise<void>
}

/** No page of this app ever goes anywhere, opens a window or holds a guest: links go to the system. */
export function guardContents(app: Pick<App, 'on'>, { openExternal }: GuardOptions): void {
  const handOver = (address: string): void => {
    openExternal(address).catch((error: unknown) => {
      logProblem('a link was not opened', error)
    })
  }

  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.setWindowOpenHandler(({ url }) => {
      handOver(url)
      return { action: 'deny' }
    })
    contents.on('will-frame-navigate', (event) => {
      event.preventDefault()
      logProblem('a page wanted to go elsewhere and was held back')
    })
    contents.on('will-redirect', (event) => {
      event.preventDefault()
    })
  })
}
