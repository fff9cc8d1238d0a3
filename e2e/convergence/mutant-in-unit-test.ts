import react from '@vitejs/plugin-react'
import path from 'node:path'
import { startVitest } from 'vitest/node'
import { isIn, mutated, type Mutant, type NamedTest } from './mutant.ts'

const root = path.join(import.meta.dirname, '../..')

/** A unit test with a mistake in what it tests; what it says where it fails, undefined where it is content. */
export async function failureOf(mutant: Mutant, { file, title }: NamedTest): Promise<string | undefined> {
  const plugin = {
    name: 'mutant',
    enforce: 'pre',
    transform: (code: string, id: string) => {
      return isIn(mutant, id) ? { code: mutated(mutant, code), map: null } : undefined
    },
  } as const
  const isPage = file.endsWith('.tsx')
  const vitest = await startVitest(
    'test',
    [file],
    {
      root,
      config: false,
      watch: false,
      // Made anew each time: what others keep has no mistake in it, and this must not get there.
      fsModuleCache: false,
      reporters: [{}],
      testNamePattern: new RegExp(title.replaceAll(/[^\w\s]/g, String.raw`\$&`)),
      environment: isPage ? 'jsdom' : 'node',
      setupFiles: isPage ? ['src/renderer/fixtures/patience.ts'] : [],
    },
    { plugins: [plugin, react()] },
  )
  process.exitCode = 0
  const modules = vitest.state.getTestModules()
  const results = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result()))
  const errors = modules.flatMap((module) => module.errors())
  await vitest.close()
  const ran = results.filter(({ state }) => state === 'passed' || state === 'failed')
  if (ran.length === 0)
    throw new Error(`${file} has no test "${title}" that runs: ${errors[0]?.message ?? 'not there'}`)
  return ran.flatMap((result) => result.errors ?? [])[0]?.message
}
