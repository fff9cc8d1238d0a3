import { expect, test } from 'vitest'
import { commands } from './commands.ts'
import { UsageError } from './usage-error.ts'

test.each([
  ['clock', 'clock takes one of now, pause, advance, resume'],
  ['clock advnce 5m', 'clock takes one of now, pause, advance, resume: did you mean advance?'],
  ['clock advance soon', 'clock advance takes a time, as in 250ms, 15s, 5m, 2h or 1d'],
  ['clock pause 5m', 'clock pause takes no more'],
  ['clock now -o xml', '--output is one of text, json'],
  ['fault ad', 'fault takes one of add, list, remove, release, clear, profile: did you mean add?'],
  ['fault remove', 'fault remove takes one fault, as fault list names them'],
  ['fault list all', 'fault list takes no more'],
  ['fault profile', 'fault profile takes the name of one'],
  ['events alice', 'events takes no words: filter with --grep and the like'],
  ['events --kind nothing', '--kind is one of request, answer'],
  ['events -o xml', '--output is one of text, ndjson'],
  ['events --from soon', '--from takes a whole number'],
  ['explain bob', 'explain takes a person and the id of a message'],
  ['seed', 'seed takes the name of one scenario'],
  ['reset demo', 'reset takes no scenario: mew-gateway seed does'],
  ['snapshot', 'snapshot takes one of save, load, remove, list'],
  ['snapshot laod x', 'snapshot takes one of save, load, remove, list: did you mean load?'],
  ['snapshot toString x', 'snapshot takes one of save, load, remove, list'],
  ['snapshot save', 'snapshot save takes the name of a snapshot'],
  ['snapshot save ../x', '"../x" is no name for a snapshot: small letters, digits and dashes are, at most 64'],
  ['snapshot list x', 'snapshot list takes no more'],
  ['inspector x', 'inspector takes options alone'],
  ['record bug.yaml', 'record takes options alone: -o names the file'],
  ['record --from soon', '--from takes a whole number'],
  ['record --texts hide', '--texts is one of keep, blank'],
  ['replay', 'replay takes one file with a scenario'],
  ['replay a.yaml --speed 0', '--speed takes a number up to 1000, as in 10 or 0.5, not "0"'],
  ['compare two-friends', 'compare needs another gateway: --with https://chat.example.org'],
  ['compare --with http://localhost:3000', 'compare takes one scenario'],
  ['compare demo --with localhost:3000', '--with takes an address such as https://chat.example.org'],
  ['compare demo --with http://localhost:3000 --settle soon', '--settle takes a span of time such as 5s'],
  ['compare demo --with http://localhost:3000 --quirks stale-bread', '--quirks: there is no "stale-bread"'],
  ['load 20', 'load takes options alone'],
  ['load --actors 0', '--actors takes at least 1'],
  ['load --rate fast', '--rate takes messages a second, as in 20/s, not "fast"'],
  ['exec npm test', 'exec needs a command behind two dashes'],
])('[CMD6] "%s" is refused with a sentence, before anybody is asked', async (line, sentence) => {
  const [name = '', ...rest] = line.split(' ')
  const command = await commands.get(name)?.()
  const refused = command?.run(rest, commands)
  await expect(refused).rejects.toThrow(UsageError)
  await expect(refused).rejects.toThrow(sentence)
})
