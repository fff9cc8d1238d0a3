import type { Browser, CDPSession, Page } from '@playwright/test'

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  readonly args?: { readonly name?: string; readonly data?: { readonly frames?: readonly Frame[] } }
}

interface Frame {
  readonly url: string
  readonly processId?: number
}

const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel']

function longestTaskOf(events: readonly TraceEvent[], url: string): number {
  const frames = events.flatMap(({ args }) => args?.data?.frames ?? [])
  const pid = frames.findLast((frame) => frame.url === url)?.processId
  const thread = events.find((event) => event.pid === pid && event.args?.name === 'CrRendererMain')
  if (thread === undefined) throw new Error(`The trace has no main thread of ${url}`)
  const tasks = events.filter(
    (event) => event.pid === pid && event.tid === thread.tid && event.ph === 'X' && event.name === 'RunTask',
  )
  if (tasks.length === 0) throw new Error('The trace has no tasks')
  return Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000
}

/** The longest task of a page's main thread while something happens, in milliseconds, as the browser's trace has it. */
export async function longestTask(browser: Browser, page: Page, happening: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, { categories })
  await happening()
  const trace = await browser.stopTracing()
  return longestTaskOf((JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }).traceEvents, page.url())
}

/** Tells how long a page's main thread has been busy since it was there, in milliseconds. */
export async function watchBusyTime(page: Page): Promise<() => Promise<number>> {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value
    if (seconds === undefined) throw new Error('The browser does not tell how busy a page is')
    return seconds * 1000
  }
}
