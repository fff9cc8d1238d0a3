import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = import.meta.dirname

/** Who lives in a simulated world is a client, with a socket of their own. */
const clients = ['actors', 'bot-dev', 'compare', 'demo', 'load', 'testing', 'timeline'].map((folder) =>
  path.join('simulator', folder),
)

/** The gateway's own files without their white space. */
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .filter((file) => !clients.some((folder) => file.startsWith(folder)))
  .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8').replaceAll(/\s/g, '') }))

const filesWith = (pattern: RegExp): string[] =>
  sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file)

test('[ROOM3] one file of the gateway emits to sockets', () => {
  const emitting = /(?:\b(?:io|socket|namespace|sockets)|\b(?:to|in|of|except)\([^()]*\))\.(?:emit|send|write)\(/
  expect(filesWith(emitting)).toEqual([path.join('realtime', 'publish.ts')])
})

test('[CONN4] nothing ends a namespace: what has to go is closed with its transport', () => {
  expect(filesWith(/\.(?:disconnect|disconnectSockets)\(/)).toEqual([])
  expect(filesWith(/\.close\(true\)/)).toEqual([path.join('realtime', 'end-connection.ts')])
})

test('[CONN5] every handler that a socket is given is contained', () => {
  const realtime = sources.filter(({ file }) => file.startsWith('realtime'))
  const given = realtime.flatMap(({ text }) => [...text.matchAll(/\.(?:on|once|use)\((?:'[^']+',)?(\w+)/g)])
  expect(given.length).toBeGreaterThan(5)
  expect(new Set(given.map(([, first]) => first))).toEqual(new Set(['contain']))
})

test('SQL stands in repositories, in the database itself and in the read models that features share', () => {
  const writing = filesWith(/\.(?:selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql(?:<[^`]*>)?`/)
  const elsewhere = writing.filter(
    (file) => !/^(?:database|access|wire|simulator)\//.test(file) && !/(?:^|-|\/)repository\.ts$/.test(file),
  )
  expect(writing.length).toBeGreaterThan(10)
  expect(elsewhere).toEqual([])
})

test('[SEARCH4] one file writes what messages say, and the index of search with it', () => {
  const writing = filesWith(/insertInto\('message'\)|updateTable\('message'\)\.set\((?!\{(?:nonce|plainText)\b)/)
  expect(writing).toEqual([path.join('database', 'stored-messages.ts')])
})
