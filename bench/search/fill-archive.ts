import { DatabaseSync } from 'node:sqlite'
import { addFunctions } from '#gateway/database/dialect.ts'
import { createRandom, type Random } from '#gateway/simulator/random.ts'

const START = Date.parse('2020-01-01T00:00:00.000Z')
const STEP_MS = 1000
const VOCABULARY = 20_000

/** The first of them are in every other message. */
const common = 'the and you that have train ticket station hello today is it of to in a we was for on'.split(' ')
const syllables = 'ka to mi re lo san ver pre qu ex an or be shi ul om ta nd er st ou ly ch ment ion gr pl fi'.split(
  ' ',
)

/** Words that come up the more seldom the later they stand. */
function makeVocabulary({ pick, between }: Random): readonly string[] {
  const invent = (): string => Array.from({ length: Math.round(between(2, 5)) }, () => pick(syllables)).join('')
  return [...common, ...Array.from({ length: VOCABULARY - common.length }, invent)]
}

/** Texts as a large community writes them: of every length, every seventh in Chinese, which has no spaces. */
function createWriter(random: Random): () => string {
  const words = makeVocabulary(random)
  const rank = (count: number): number => Math.floor(count ** random.next()) - 1
  const word = (): string => words[rank(VOCABULARY)] ?? ''
  const character = (): string => String.fromCharCode(0x4e00 + rank(3000))
  const list = (count: number, next: () => string): string[] => Array.from({ length: Math.round(count) }, next)
  return () =>
    random.next() < 1 / 7
      ? list(random.between(4, 24), character).join('')
      : list(random.between(3, 16), word).join(' ')
}

const idAt = (index: number): string =>
  Math.floor((START + index * STEP_MS) / 1000)
    .toString(16)
    .padStart(8, '0') + index.toString(16).padStart(16, '0')

function insertMessages(connection: DatabaseSync, messages: number): void {
  const random = createRandom(1, 'archive')
  const write = createWriter(random)
  const channels = connection.prepare('select id, serverId from channel order by id').all()
  const authors = connection.prepare('select userId from member').all()
  const insert = connection.prepare(`
    insert into message (id, channelId, serverId, authorId, type, content, attachments, mentions, rev, createdAt, updatedAt)
    values (?, ?, ?, ?, 'message/default', ?, '[]', '[]', 1, ?, ?)`)
  for (let index = 0; index < messages; index += 1) {
    // Some channels are busier than others.
    const channel = channels[Math.floor(random.next() ** 2 * channels.length)]
    const at = new Date(START + index * STEP_MS).toISOString()
    const author = random.pick(authors)['userId'] ?? null
    insert.run(idAt(index), channel?.['id'] ?? null, channel?.['serverId'] ?? null, author, write(), at, at)
  }
}

/** Puts so many messages into the channels of a gateway that does not run, as if they had been said in years before. */
export function fillArchive(file: string, messages: number): void {
  const connection = new DatabaseSync(file)
  addFunctions(connection)
  connection.exec('pragma synchronous = off; begin')
  insertMessages(connection, messages)
  connection.exec(`
    delete from searchText;
    insert into searchText (place, text)
      select (number << 40) | seq, fold(content) from message join channelNumber using (channelId) order by 1;
    commit; pragma wal_checkpoint(truncate)`)
  connection.close()
}
