import fs from 'node:fs'
import os from 'node:os'
import { parseArgs } from 'node:util'
import type { History } from './generate.ts'
import { judge, live, worldOf, type Found } from './histories.ts'
import { HISTORIES_OF_A_SEED, liveManyHistories } from './many-histories.ts'
import { profiles, type Profile } from './model/manner.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    profile: { type: 'string', multiple: true, default: [...profiles] },
    workers: { type: 'string', default: String(os.availableParallelism()) },
    path: { type: 'string' },
    replay: { type: 'string' },
  },
})

const say = (words: string): void => {
  process.stdout.write(`${words}\n`)
}

const isProfile = (name: string): name is Profile => profiles.some((profile) => profile === name)

function tell(profile: Profile, seed: number, { runs, coverage, violation, below }: Found): boolean {
  const shares = Array.from(coverage, ([name, share]) => `${name} ${share.toFixed(1)} %`).join(', ')
  const seconds = Math.round(performance.now() / 1000)
  say(`${profile}: ${runs} histories, seed ${seed}, ${seconds} s`)
  say(`  ${shares}`)
  for (const words of below) say(`  too little of ${words}`)
  if (violation === undefined) return below.length === 0
  say(violation.words)
  say(`npm run test:convergence -- --profile ${profile} --seed ${violation.seed} --path ${violation.path}`)
  say(`npm run test:convergence -- --profile ${profile} --replay '${JSON.stringify(violation.history)}'`)
  return false
}

/** A long run says from time to time that it goes on. */
const SIGN_OF_LIFE = 20 * HISTORIES_OF_A_SEED

const onPart = (runs: number): void => {
  if (runs % SIGN_OF_LIFE === 0) say(`  ${runs} histories, ${Math.round(performance.now() / 1000)} s`)
}

/** A history as JSON, or the name of a file with one, told step by step. */
async function replay(profile: Profile, source: string): Promise<boolean> {
  const text = source.startsWith('{') ? source : fs.readFileSync(source, 'utf8')
  const told = JSON.parse(text) as History
  const world = worldOf(profile, told)
  try {
    await live(profile, told, world)
    for (const line of world.journal) say(line)
    return true
  } catch (error) {
    for (const line of world.journal) say(line)
    say(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return false
  }
}

let isRight = true
for (const profile of values.profile.filter(isProfile)) {
  if (values.replay === undefined) {
    const asked = { profile, runs: Number(values.runs), seed: Number(values.seed), path: values.path }
    const lived = await liveManyHistories({ ...asked, workers: Number(values.workers), onPart })
    isRight = tell(profile, asked.seed, judge(lived)) && isRight
  } else isRight = (await replay(profile, values.replay)) && isRight
}
process.exitCode = isRight ? 0 : 1
