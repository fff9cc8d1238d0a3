import type { Clock } from '../../../clock.ts'
import type { Random } from '../../random.ts'
import { answers, firstAnswers, guidance, speakers, type Language, type Tone } from '../talk/answers.ts'

/** Something the owner has written. */
export interface OwnersWords {
  /** The reference of a channel, or of the direct message with somebody: `owner&ada`. */
  readonly place: string
  readonly channelId: string
  readonly messageId: string
  readonly words: string
}

interface Words {
  readonly speaker: string
  readonly words: string
}

export interface Answer extends Words {
  readonly channelId: string
  readonly answering: string
}

export interface Answering {
  readonly hear: (said: OwnersWords) => void
  readonly stop: () => void
}

interface AnsweringOptions {
  readonly clock: Clock
  readonly random: Random
  readonly say: (answer: Answer) => void
}

const THINKING_MS = { from: 2_000, to: 5_500 }
/** Friendly, not a machine that always has the last word. */
const MOST_ANSWERS = 3

const greeting =
  /^(?:(?:hi|hey|hello|hola|bonjour|good (?:morning|afternoon|evening))\b|你好|您好|大家好|早|こんにちは|おはよう|はじめまして)/i

function languageOf(words: string): Language {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(words)) return 'ja'
  return /\p{Script=Han}/u.test(words) ? 'zh' : 'en'
}

function toneOf(words: string): Tone {
  if (/[?？]|か。?$/.test(words)) return 'question'
  return greeting.test(words.trim()) ? 'greeting' : 'other'
}

/** The other person of a direct message, or somebody of the channel who knows the language. */
function speakersIn(place: string, language: Language): readonly string[] {
  const [, friend] = place.split('&')
  return friend === undefined ? (speakers[place]?.[language] ?? []) : [friend]
}

/** Everybody reads all three languages, but writes only their own besides English. */
function writes(speaker: string, language: Language): Language {
  if (speaker === 'mika') return language === 'zh' ? 'en' : language
  if (speaker === 'yutong') return language === 'ja' ? 'en' : language
  return 'en'
}

/** Answers the owner a few times in each place, after a moment of thinking. */
export function createAnswering({ clock, random, say }: AnsweringOptions): Answering {
  const given = new Map<string, number>()
  const pending = new Map<string, () => void>()
  const used = new Set<string>()

  const fresh = (words: readonly string[]): readonly string[] => words.filter((answer) => !used.has(answer))

  /** What is said only in this place, where there is such an answer left. */
  function chooseHere(place: string, tone: Tone): Words | undefined {
    const guided = place === guidance.place
    if (tone === 'question') {
      const [words] = guided ? fresh(guidance.words) : []
      return words === undefined ? undefined : { speaker: guidance.speaker, words }
    }
    const first = firstAnswers[place]
    const fits = tone === 'other' || guided
    return first === undefined || !fits || used.has(first.words) ? undefined : first
  }

  function choose({ place, words }: OwnersWords): Words | undefined {
    const [language, tone] = [languageOf(words), toneOf(words)]
    const here = language === 'en' ? chooseHere(place, tone) : undefined
    if (here !== undefined) return here
    const candidates = speakersIn(place, language)
    if (candidates.length === 0) return undefined
    const speaker = random.pick(candidates)
    const all = answers[writes(speaker, language)]
    const left = [fresh(all[tone]), fresh(all.other)].find((list) => list.length > 0)
    return left === undefined ? undefined : { speaker, words: random.pick(left) }
  }

  return {
    hear: (said) => {
      const count = given.get(said.place) ?? 0
      const answer = choose(said)
      // Who writes three lines in a row is answered once.
      if (answer === undefined || count >= MOST_ANSWERS || pending.has(said.place)) return
      given.set(said.place, count + 1)
      used.add(answer.words)
      const cancel = clock.after(random.between(THINKING_MS.from, THINKING_MS.to), () => {
        pending.delete(said.place)
        say({ channelId: said.channelId, answering: said.messageId, ...answer })
      })
      pending.set(said.place, cancel)
    },
    stop: () => {
      for (const cancel of pending.values()) cancel()
      pending.clear()
    },
  }
}
