import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openBrowser } from '../browser.ts'
import { bundleScript } from '../bundle.ts'
import type { Bench } from '../figure.ts'
import type { StoreTimes } from '../store-page/measure-store.ts'

const EVENTS = 10_000
const ROUNDS = 11
/** A round is over in a blink, and a processor is slower for seconds at a time: they are spread out, each behind one that warms up. */
const PAUSE_MS = 500

/** Ten thousand messages at once into the store, in Chromium. What they are beside is decoding the same texts. */
export const store: Bench = {
  parts: ['store/parse', 'store/apply', 'store/total'],
  measure: async () => {
    const script = await bundleScript(fileURLToPath(import.meta.resolve('../store-page/measure-store.ts')), 'store')
    await using browser = await openBrowser()
    const page = await browser.newPage()
    await page.evaluate(await readFile(script, 'utf8'))
    const round = (): Promise<StoreTimes> => page.evaluate((events) => globalThis.measureEvents(events), EVENTS)
    const times: StoreTimes[] = []
    while (times.length < ROUNDS) {
      await round()
      times.push(await round())
      await setTimeout(PAUSE_MS)
    }
    const bare = times.map(({ decode }) => decode)
    return [
      { part: 'store/parse', unit: 'ms', ours: times.map(({ parse }) => parse), bare },
      { part: 'store/apply', unit: 'ms', ours: times.map(({ apply }) => apply), bare },
      { part: 'store/total', unit: 'ms', ours: times.map(({ parse, apply }) => parse + apply), bare },
    ]
  },
}
