import type { Random } from '../random.ts'

/** One of a list, by chance; without a copy of it, as many are drawn. */
export const draw = <Item>(random: Random, list: readonly [Item, ...Item[]]): Item =>
  list[Math.floor(random.next() * list.length)] ?? list[0]

const openings = [
  'I think', 'Just saw that', 'Looks like', 'By the way,', 'As far as I know', 'Good news:', 'So', 'Apparently',
  'It turns out that', 'Unless I am wrong,', 'Last time I looked,', 'Between us,',
] as const // prettier-ignore
const subjects = [
  'the build', 'the garden plan', 'our schedule', 'the second draft', 'that recipe', 'the train', 'the new lamp',
  'the survey', 'the backup', 'the map', 'the neighbour’s cat', 'the old bridge', 'the release', 'the reading group',
] as const // prettier-ignore
const happenings = [
  'is finally done', 'needs another look', 'was late again', 'works better than before', 'moved to Thursday',
  'costs less than we thought', 'is missing one page', 'can wait until spring', 'made everybody laugh',
  'should be fine now', 'went well', 'will be here at noon',
] as const // prettier-ignore
const endings = ['.', '.', '.', '!', ', right?', ' …', ', which is nice.', ', as always.', '. Any ideas?'] as const
const others = [
  '好的，我晚点看。',
  '今日は早く帰ります。',
  'Ça marche pour moi.',
  'Klingt gut, danke!',
  '周四见！',
] as const
const signs = ['👍', '🎉', '😂', '🙏', '🌱', '☕', '🚲', '🙂'] as const

/** A sentence about nothing much. */
export function sentence(random: Random): string {
  if (random.next() < 0.06) return draw(random, others)
  const words = `${draw(random, openings)} ${draw(random, subjects)} ${draw(random, happenings)}`
  return words + draw(random, endings)
}

export const sign = (random: Random): string => draw(random, signs)

export const paragraph = (random: Random): string =>
  Array.from({ length: 4 + Math.floor(random.next() * 8) }, () => sentence(random)).join(' ')

export const code = (random: Random): string =>
  `\`\`\`ts\nconst left = ${Math.floor(random.next() * 100)}\nconsole.log(left) // ${draw(random, happenings)}\n\`\`\``

export const link = (random: Random): string =>
  `${sentence(random)} https://example.test/notes/${Math.floor(random.next() * 10_000)}`
