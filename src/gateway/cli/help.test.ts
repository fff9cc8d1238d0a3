import { expect, test } from 'vitest'
import { commands } from './commands.ts'
import { helpOn } from './help.ts'

test('[CLI13] help lists every command', async () => {
  const overview = await helpOn(undefined, commands)
  const listed = [...overview.matchAll(/^ {2}(\w+)(?: \S+)* {2,}\S.*$/gm)].map((match) => match[1])
  expect(listed).toEqual(expect.arrayContaining([...commands.keys()]))
})

test.each([...commands.keys()])('[CLI13] help on %s says how it is used, and gives examples', async (name) => {
  const text = await helpOn(name, commands)
  expect(text).toMatch(new RegExp(`^ {2}mew-gateway ${name} `))
  expect(text).toMatch(/\n\nExamples\n.*mew-gateway /)
  expect(text.split('\n').filter((line) => line.length > 120)).toEqual([])
})

test('[CLI13] an option stands with its value and the variable it wins over', async () => {
  expect(await helpOn('start', commands)).toMatch(/^ {2}--port N +3000; 0 is any free port \[PORT\]$/m)
  expect(await helpOn('environment', commands)).toContain('JWT_SECRET')
})

test('[CLI12] a slip in a topic names what was probably meant', async () => {
  await expect(helpOn('exce', commands)).rejects.toThrow('there is no help on "exce": did you mean exec?')
})
