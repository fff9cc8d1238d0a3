import { ScenarioError } from '../scenarios.ts'

/**
 * The form in which talk is written down:
 *
 * - `@ 3 18:04` begins a conversation, three days ago at that time; `@ -25m` and `@ -2h` count back from now, and `@ ~`
 *   may stand on any day.
 * - `ines: words` is a message; `ines ^2: words` answers the second one of this conversation.
 * - `board as Platform 2: words` is said under a name for this once, which only webhooks may.
 * - `ines: {sticker acorn}` sends a sticker of the server.
 * - `| words` is the next line of the message above.
 * - `:: 🍊4 🧣2+ edited` ends it: reactions with how many people (`!`: exactly, `+`: the owner is one of them), or what
 *   became of it.
 * - `---` is how far the owner has read the channel.
 */
export interface Conversation {
  readonly when: When
  readonly remarks: readonly Remark[]
  /** Everything up to the end of this one was read, what follows was not. */
  readonly readUpToHere: boolean
}

export type When =
  | { readonly kind: 'day'; readonly daysAgo: number; readonly minute: number }
  | { readonly kind: 'before'; readonly minutes: number }
  | { readonly kind: 'any' }

export interface Remark {
  readonly author: string
  /** The name for this once, of a webhook. */
  readonly as: string | undefined
  readonly content: string
  /** Place of the remark that is answered, in the same conversation. */
  readonly answers: number | undefined
  readonly reactions: readonly ReactionCount[]
  readonly fate: 'edited' | 'retracted' | undefined
}

export interface ReactionCount {
  readonly emoji: string
  readonly people: number
  readonly withOwner: boolean
}

interface Draft {
  when: When
  remarks: Remark[]
  readUpToHere: boolean
}

const MINUTES_AN_HOUR = 60

function readWhen(text: string): When {
  const day = /^(\d+) (\d\d):(\d\d)$/.exec(text)
  if (day !== null) {
    return { kind: 'day', daysAgo: Number(day[1]), minute: Number(day[2]) * MINUTES_AN_HOUR + Number(day[3]) }
  }
  const before = /^-(\d+)([mh])$/.exec(text)
  if (before !== null) return { kind: 'before', minutes: Number(before[1]) * (before[2] === 'h' ? MINUTES_AN_HOUR : 1) }
  if (text === '~') return { kind: 'any' }
  throw new ScenarioError(`No time can be read from "@ ${text}"`)
}

/** Most counts are halved, so that what is written warmly reads calmly; those of a vote (`!`) are meant. */
function readReaction(word: string): ReactionCount {
  const [, emoji, written, vote, owner] = /^(\D+)(\d+)(!?)(\+?)$/.exec(word) ?? []
  if (emoji === undefined) throw new ScenarioError(`No reaction can be read from "${word}"`)
  const people = vote === '!' ? Number(written) : Math.ceil(Number(written) / 2)
  return { emoji, people, withOwner: owner === '+' }
}

function readTail(remark: Remark, tail: string): Remark {
  const words = tail.split(' ').filter((word) => word !== '')
  const fate = words.find((word) => word === 'edited' || word === 'retracted')
  const reactions = words.filter((word) => word !== fate).map((word) => readReaction(word))
  return { ...remark, fate: fate ?? remark.fate, reactions: [...remark.reactions, ...reactions] }
}

/** The words of a line and what follows `::`, if anything does. */
function splitTail(line: string): readonly [words: string, tail: string] {
  const at = line.lastIndexOf(' :: ')
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 4)]
}

function readRemark(line: string): Remark {
  const match = /^([a-z]+)(?: as ([^:^]+))?(?: \^(\d+))?: (.*)$/.exec(line)
  if (match === null) throw new ScenarioError(`Nobody says "${line}"`)
  const [, author = '', as, answered, rest = ''] = match
  const [content, tail] = splitTail(rest)
  const answers = answered === undefined ? undefined : Number(answered) - 1
  return readTail({ author, as, content, answers, reactions: [], fate: undefined }, tail)
}

function goOn(remark: Remark | undefined, line: string): Remark {
  if (remark === undefined) throw new ScenarioError(`There is no message that "${line}" could belong to`)
  if (line.startsWith('::')) return readTail(remark, line.slice(2))
  const [words, tail] = splitTail(line.slice(2))
  return readTail({ ...remark, content: `${remark.content}\n${words}` }, tail)
}

function readLine(drafts: Draft[], line: string): void {
  if (line.startsWith('@ ')) {
    drafts.push({ when: readWhen(line.slice(2)), remarks: [], readUpToHere: false })
    return
  }
  const draft = drafts.at(-1)
  if (draft === undefined) throw new ScenarioError(`"${line}" stands before any conversation`)
  if (line === '---') draft.readUpToHere = true
  else if (line.startsWith('|') || line.startsWith('::')) draft.remarks.push(goOn(draft.remarks.pop(), line))
  else draft.remarks.push(readRemark(line))
}

/** @throws ScenarioError where a line is not of that form */
export function readTalk(text: string): readonly Conversation[] {
  const drafts: Draft[] = []
  for (const line of text.split('\n')) if (line !== '') readLine(drafts, line)
  return drafts
}
