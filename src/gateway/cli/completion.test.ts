import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { commands } from './commands.ts'
import { completionFor } from './completion.ts'

const script = await completionFor('bash', commands)

/** What bash offers for the last of these words. */
function complete(words: string): string[] {
  const { stdout } = spawnSync('bash', [
    '-c',
    `${script}
    COMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _mew_gateway; echo "\${COMPREPLY[@]}"`,
  ])
  return stdout.toString().trim().split(' ').filter(Boolean)
}

// What this system does not have is not tried here.
describe.skipIf(spawnSync('bash', ['--version']).error !== undefined)('bash', () => {
  test('[CLI14] completes commands, options, and values that can be counted', () => {
    expect(complete('mew-gateway ""')).toEqual([...commands.keys(), '--help', '--version'])
    expect(complete('mew-gateway st')).toEqual(['start'])
    expect(complete('mew-gateway start --po')).toEqual(['--port'])
    expect(complete('mew-gateway start de')).toEqual(['demo'])
    expect(complete('mew-gateway exec --log-level de')).toEqual(['debug'])
    expect(complete('mew-gateway help compl')).toEqual(['completion'])
  })

  test('[CLI14] leaves files and what exec runs to the shell', () => {
    expect(complete('mew-gateway start --data ""')).toEqual([])
    expect(complete('mew-gateway exec -- st')).toEqual([])
  })
})

test.each(['bash', 'zsh', 'fish'])('[CLI14] the script for %s names every command', async (shell) => {
  const text = await completionFor(shell, commands)
  for (const name of commands.keys()) expect(text).toMatch(new RegExp(String.raw`\b${name}\b`))
})

test('[CLI14] there is none for another shell', async () => {
  await expect(completionFor('dosh', commands)).rejects.toThrow('completion takes one of bash, zsh, fish')
})
