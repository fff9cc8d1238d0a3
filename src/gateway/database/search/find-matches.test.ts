import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openDatabase, type Database } from '../open-database.ts'
import { replaceMessage } from '../stored-messages.ts'
import { idOf, saidRow, stockDatabase, type Said } from './stocked-database.ts'

const CHANNELS = 5

/** Picks from lists by chance, the same for the same seed. */
function createPick(seed: number): <Item>(list: readonly Item[]) => Item {
  const draws = fc.sample(fc.nat(), { numRuns: 20_000, seed })
  return (list) => {
    const [item] = list.slice((draws.pop() ?? 0) % list.length)
    if (item === undefined) throw new RangeError('There is nothing to pick from')
    return item
  }
}
const everywhere = Array.from({ length: CHANNELS }, (_, index) => index)

/** Letters that are easily taken for something else, and words made of them that come again and again. */
const letters = [
  ...Array.from('aAbBcC  "\'%_*\\()[]{}.+?^$|-&<>/#@:,;~`!='),
  ...Array.from('éÉßẞİıіІжЖａＡｚＺǅǆᾳᾼﬁ'),
  ...Array.from('上海東京あアｱ한글'),
  '👍',
  '👍🏽',
  '👨‍👩‍👧',
  '🇩🇪',
  'e\u0301',
  'E\u0301',
  '\u200D',
  '\u0301',
  '\uFE0F',
  '\0',
  '\uFFFD',
  '\uFFFE',
  '\uFFFF',
  '\n',
]
const words = [
  'the',
  'The train',
  'AND',
  'or',
  'NOT',
  'near',
  'text:',
  'rowid',
  '50%_off',
  'POL-358',
  '上海',
  '我家在上海东边',
]

function naive(said: readonly Said[], where: readonly number[], text: string): number[] {
  const part = text.toLowerCase()
  return said
    .map((each, index) => ({ ...each, index }))
    .filter((each) => where.includes(each.channel) && each.text.toLowerCase().includes(part))
    .map(({ index }) => index)
    .toReversed()
}

interface Asked {
  readonly text: string
  readonly where: readonly number[]
  readonly skip: number
  readonly take: number
}

const find = (database: Database, { where, ...asked }: Asked): Promise<unknown> =>
  database.search.find('somebody', { ...asked, channels: where.map(idOf) })

const expected = (said: readonly Said[], { where, text, skip, take }: Asked): unknown => {
  const all = naive(said, where, text)
  return { total: all.length, ids: all.slice(skip, skip + take).map(idOf) }
}

const mixedText = fc
  .array(
    fc.oneof(fc.constantFrom(...letters), fc.constantFrom(...words), fc.string({ unit: 'grapheme', maxLength: 3 })),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  // The other test has the one letter that a plain look would judge otherwise.
  .map((parts) => parts.join('').replaceAll(/[Σσς]/g, 's'))

/** Of two letters: here many a text has every three letters of a question in a row, and not the question. */
const twoLetters = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 24 })

const anyText = fc.oneof({ arbitrary: mixedText, weight: 2 }, { arbitrary: twoLetters, weight: 1 })

/** Often something that was said, or a piece of it, or that in the other case. */
const anyQuestion = (said: readonly Said[]): fc.Arbitrary<string> => {
  const piece = fc
    .tuple(fc.constantFrom(...said), fc.nat(), fc.integer({ min: 1, max: 12 }))
    .map(([{ text }, start, length]) => {
      const characters = Array.from(text)
      const from = start % characters.length
      return characters.slice(from, from + length).join('')
    })
  return fc
    .oneof(
      anyText,
      piece,
      piece.map((text) => text.toUpperCase()),
    )
    .filter((text) => text !== '')
}

const manySaid = fc.array(fc.record({ channel: fc.nat({ max: CHANNELS - 1 }), text: anyText }), {
  minLength: 1,
  maxLength: 60,
})

const anyAsked = (said: readonly Said[]): fc.Arbitrary<Asked> =>
  fc.record({
    text: anyQuestion(said),
    where: fc.subarray(everywhere),
    skip: fc.integer({ min: 0, max: 5 }),
    take: fc.integer({ min: 1, max: 20 }),
  })

const anyCase = manySaid.chain((said) =>
  fc.record({ said: fc.constant(said), asked: fc.array(anyAsked(said), { minLength: 12, maxLength: 12 }) }),
)

describe('[SEARCH3] what is found is what a look at every message finds', () => {
  test('in memory', { timeout: 60_000 }, () =>
    fc.assert(
      fc.asyncProperty(anyCase, async ({ said, asked }) => {
        const database = await openDatabase(undefined)
        await stockDatabase(database, CHANNELS, said)
        for (const each of asked) expect([each, await find(database, each)]).toEqual([each, expected(said, each)])
        await database.close()
      }),
      { numRuns: 100 },
    ),
  )

  test('on disk, where many say the same and others do not', { timeout: 60_000 }, async () => {
    const directory = mkdtempSync(path.join(os.tmpdir(), 'mew-search-'))
    const database = await openDatabase(directory)
    const pick = createPick(1)
    const texts = fc.sample(anyText, { numRuns: 40, seed: 7 })
    // In the last channels nearly everything is said again and again, in the first ones hardly anything is.
    const said = Array.from({ length: 6000 }, (_, index) => {
      const channel = pick(everywhere)
      return { channel, text: channel > 2 ? pick(texts.slice(0, 3)) : `${pick(texts)} ${index}` }
    })
    await stockDatabase(database, CHANNELS, said)
    for (const each of fc.sample(anyAsked(said), { numRuns: 400, seed: 7 })) {
      expect([each, await find(database, each)]).toEqual([each, expected(said, each)])
    }
    const deep = { text: texts[0] ?? '', where: everywhere, skip: 1000, take: 50 }
    expect(await find(database, deep)).toEqual(expected(said, deep))
    await database.close()
    rmSync(directory, { recursive: true })
  })
})

test('[SEARCH3] letters are found in either case in every script, and Greek ones wherever in a word they stand', async () => {
  const database = await openDatabase(undefined)
  const texts = ['Élan', 'Straße', 'İstanbul', 'ПРИВЕТ', 'ＡＢＣ', 'ΟΔΟΣ', 'οδοσήμανση', '我家在上海东边。']
  await stockDatabase(
    database,
    1,
    texts.map((text) => ({ channel: 0, text })),
  )
  const found = async (text: string): Promise<unknown> => find(database, { text, where: [0], skip: 0, take: 9 })
  const only = (...indexes: number[]): unknown => ({ total: indexes.length, ids: indexes.map(idOf) })
  for (const [text, index] of Object.entries({
    É: 0,
    éL: 0,
    ÉLAN: 0,
    STRAẞE: 1,
    ß: 1,
    i̇: 2,
    вет: 3,
    ｂ: 4,
    ａｂｃ: 4,
    上海: 7,
    海: 7,
  })) {
    expect([text, await found(text)]).toEqual([text, only(index)])
  }
  expect(await found('ΟΔΟΣ')).toEqual(only(6, 5))
  expect(await found('ς')).toEqual(only(6, 5))
  expect(await found('strasse')).toEqual(only())
  await database.close()
})

test('[SEARCH4] what is found follows every edit, retraction and deletion', async () => {
  const database = await openDatabase(undefined)
  const pick = createPick(2)
  const texts = ['alpha', 'alphabet', 'beta', 'al', 'x', '上海市', '']
  const rows = Array.from({ length: 200 }, (_, index) =>
    saidRow(index, { channel: index % CHANNELS, text: pick(texts) }),
  )
  await stockDatabase(
    database,
    CHANNELS,
    rows.map((row, index) => ({ channel: index % CHANNELS, text: row.content ?? '' })),
  )
  const present = new Map(rows.map((row) => [row.id, row]))

  async function change(): Promise<void> {
    const row = pick([...present.values()])
    const next = {
      ...row,
      ...pick([{ content: pick(texts) }, { content: null }, { retractedAt: row.createdAt }, { plainText: 'x' }]),
    }
    await database.write(async (writer) => ({ result: await replaceMessage(writer, row, next) }))
    present.set(row.id, next)
  }

  async function deleteChannel(channel: number): Promise<void> {
    await database.write(async (writer) => ({
      result: await writer.deleteFrom('channel').where('id', '=', idOf(channel)).execute(),
    }))
    for (const row of present.values()) if (row.channelId === idOf(channel)) present.delete(row.id)
  }

  for (let round = 0; round < 150; round += 1) {
    await change()
    if (round % 60 === 59) await deleteChannel(Math.floor(round / 60))
    for (const text of ['alpha', 'lph', 'al', 'x', '上海市', '海']) {
      const standing = [...present.values()].filter(
        (row) => row.retractedAt === null && (row.content ?? '').includes(text),
      )
      const ids = standing
        .map((row) => row.id)
        .toSorted()
        .toReversed()
      expect(await find(database, { text, where: everywhere, skip: 0, take: 200 })).toEqual({ total: ids.length, ids })
    }
  }
  await database.close()
})
