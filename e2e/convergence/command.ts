import fs from 'node:fs'
import { parseArgs } from 'node:util'
import type { History } from './generate.ts'
import { live, liveHistories, worldOf, type Found } from './histories.ts'
import { profiles, type Profile } from './model/manner.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    profile: { type: 'string', multiple: true, default: [...profiles] },
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
  say(`${profile}: ${runs} histories, seed ${seed}`)
  say(`  ${shares}`)
  for (const words of below) say(`  too little of ${words}`)
  if (violation === undefined) return below.length === 0
  say(violation.words)
  say(`npm run test:convergence -- --profile ${profile} --seed ${seed} --path ${violation.path}`)
  say(`npm run test:convergence -- --profile ${profile} --replay '${JSON.stringify(violation.history)}'`)
  return false
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
    isRight = tell(profile, asked.seed, await liveHistories(asked)) && isRight
  } else isRight = (await replay(profile, values.replay)) && isRight
}
process.exitCode = isRight ? 0 : 1
