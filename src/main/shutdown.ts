import type { App } from 'electron'
import { logProblem } from './log.ts'

/** Lets what must end cleanly do so before the app is gone. Each step has its own limit of time. */
export function setupShutdown(app: App, steps: readonly (() => Promise<void>)[]): void {
  let isDone = false
  let isUnderWay = false

  async function end(): Promise<void> {
    const results = await Promise.allSettled(steps.map((step) => step()))
    for (const result of results) {
      if (result.status === 'rejected') logProblem('something did not end cleanly', result.reason)
    }
    isDone = true
    app.quit()
  }

  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', (event) => {
    if (isDone) return
    event.preventDefault()
    if (isUnderWay) return
    isUnderWay = true
    void end()
  })
}
