import { burst } from './benches/burst.ts'
import { create } from './benches/create.ts'
import { elsewhere } from './benches/elsewhere.ts'
import { fanOut, watchedFanOut } from './benches/fan-out.ts'
import { files } from './benches/files.ts'
import { firstMessage } from './benches/first-message.ts'
import { kept } from './benches/kept.ts'
import { loadIdle } from './benches/load-idle.ts'
import { loadRestart } from './benches/load-restart.ts'
import { loadSlowReaders } from './benches/load-slow-readers.ts'
import { loadTalk } from './benches/load-talk.ts'
import { pages } from './benches/pages.ts'
import { ready } from './benches/ready.ts'
import { scriptsSize } from './benches/scripts-size.ts'
import { search } from './benches/search.ts'
import { start } from './benches/start.ts'
import { store } from './benches/store.ts'
import { twoWindows } from './benches/two-windows.ts'
import { ensureBuilt } from './build-output.ts'
import { describeFigure } from './describe-figure.ts'
import type { Bench } from './figure.ts'

const benches: readonly Bench[] = [
  scriptsSize,
  start,
  create,
  ready,
  pages,
  fanOut,
  watchedFanOut,
  search,
  files,
  loadTalk,
  loadIdle,
  loadRestart,
  loadSlowReaders,
  store,
  firstMessage,
  kept,
  twoWindows,
  burst,
  elsewhere,
]

/** Measures the parts whose name has the word in it and prints a line for each. False where a budget is missed. */
export async function runBenches(word: string): Promise<boolean> {
  const isWanted = (part: string): boolean => part.includes(word)
  const wanted = benches.filter(({ parts }) => parts.some(isWanted))
  if (wanted.length === 0) {
    process.stderr.write(`No part is named "${word}": ${benches.flatMap(({ parts }) => parts).join(', ')}\n`)
    return false
  }
  ensureBuilt()
  let good = true
  for (const bench of wanted) {
    const figures = await bench.measure()
    for (const line of figures.filter(({ part }) => isWanted(part)).map(describeFigure)) {
      process.stdout.write(`${JSON.stringify(line)}\n`)
      good &&= line.ok
    }
  }
  return good
}
