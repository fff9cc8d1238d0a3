import { expect, test } from 'vitest'
import { runGateway } from '../gateway-process.ts'

test.each([
  ['strat', 'there is no command "strat": did you mean start?', '--help'],
  ['exec --prot 0 -- true', 'there is no option --prot: did you mean --port?', 'help exec'],
])('[CLI12] "%s" names what was probably meant, and where to read on', async (line, sentence, help) => {
  await using gateway = runGateway(line.split(' '))
  expect([await gateway.ended, gateway.stdout(), gateway.stderr()]).toEqual([
    2,
    '',
    `mew-gateway: ${sentence}\nTry: mew-gateway ${help}\n`,
  ])
})
