import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { openBrowser } from '../browser.ts'
import { bundleScript } from '../bundle.ts'
import type { Bench } from '../figure.ts'
import type { StoreTimes } from '../store-page/measure-store.ts'

const EVENTS = 10_000
const ROUNDS = 9
const WARM_UP = 2

/** Ten thousand messages at once into the store, in Chromium. What they are beside is decoding the same texts. */
export const store: Bench = {
  parts: ['store/parse', 'store/apply', 'store/total'],
  measure: async () => {
    const script = await bundleScript(fileURLToPath(import.meta.resolve('../store-page/measure-store.ts')), 'store')
    await using browser = await openBrowser()
    const page = await browser.newPage()
    await page.evaluate(await readFile(script, 'utf8'))
    const all: readonly StoreTimes[] = await page.evaluate(
      ({ events, rounds }) => globalThis.measureStores(events, rounds),
      {
        events: EVENTS,
        rounds: WARM_UP + ROUNDS,
      },
    )
    const times = all.slice(WARM_UP)
    const bare = times.map(({ decode }) => decode)
    return [
      { part: 'store/parse', unit: 'ms', ours: times.map(({ parse }) => parse), bare },
      { part: 'store/apply', unit: 'ms', ours: times.map(({ apply }) => apply), bare },
      { part: 'store/total', unit: 'ms', ours: times.map(({ parse, apply }) => parse + apply), bare },
    ]
  },
}
