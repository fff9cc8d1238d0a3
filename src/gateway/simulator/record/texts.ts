import { mapTexts } from '#shared/simulator/placeholder.ts'

/** How what people wrote stands in a recording. */
export interface Texts {
  /** Of a message: those it names stand there by reference. */
  readonly said: (text: string) => string
  /** A name, a topic, anything else that people wrote. */
  readonly written: (text: string) => string
  /** What a message carries beside its words. */
  readonly carried: (payload: Payload | undefined) => Payload | undefined
  readonly blanks: boolean
}

type Payload = Readonly<Record<string, unknown>>

export type TextChoice = 'keep' | 'blank'

/** By script, with a stand-in as long as what it stands for; the last takes all other letters. */
const standIns: readonly (readonly [RegExp, string])[] = [
  [/\p{Nd}/u, '0'],
  [/\p{Script=Han}/u, '字'],
  [/\p{Script=Hiragana}/u, 'あ'],
  [/\p{Script=Katakana}/u, 'ア'],
  [/\p{Script=Hangul}/u, '가'],
  [/\p{Script=Cyrillic}/u, 'ж'],
  [/\p{Script=Greek}/u, 'λ'],
  [/\p{Script=Arabic}/u, 'ب'],
  [/\p{Script=Hebrew}/u, 'א'],
  [/\p{Script=Thai}/u, 'ก'],
  [/\p{Script=Devanagari}/u, 'क'],
  [/\p{Lu}/u, 'X'],
  [/\p{L}/u, 'x'],
]
/** Beyond the first plane a letter takes two units. */
const WIDE_LETTER = '𠀀'
const WIDE_SIGN = '🙂'
const SIGN = '☺'

function standIn(char: string): string {
  if (/\p{Extended_Pictographic}/u.test(char) && !/[\d#*]/.test(char)) return char.length > 1 ? WIDE_SIGN : SIGN
  const [, letter] = standIns.find(([script]) => script.test(char)) ?? []
  if (letter === undefined) return char
  return char.length > 1 ? WIDE_LETTER : letter
}

const ADDRESS = 'https://example.test/'

/** As long as it was, and never one that leads anywhere. */
function blankLink(link: string): string {
  return ADDRESS.length > link.length ? link.replaceAll(/[^:/]/g, 'x') : ADDRESS.padEnd(link.length, 'x')
}

/** Links, and what has a meaning of its own in a message, apart from all between them. */
const parts = /(https?:\/\/[^\s<>()"']+)|(<@[^<>\s]*>|@everyone|@here)|([\s\S])/gu

/** A text of the same length, scripts and structure in which nothing can be read. */
export function blank(text: string): string {
  return text.replaceAll(parts, (whole, link: string | undefined, mention: string | undefined) => {
    if (link !== undefined) return blankLink(link)
    return mention ?? standIn(whole)
  })
}

/** `personOf` makes a reference of an id, or nothing. */
export function createTexts(choice: TextChoice, personOf: (id: string) => string | undefined): Texts {
  const written = choice === 'blank' ? blank : (text: string): string => text
  /** What looks like a mention by reference and is none must not become one: a space without a width keeps it apart. */
  const withRefs = (text: string): string =>
    text.replaceAll(/<@([\w-]+)>/g, (whole, id: string) => {
      const person = personOf(id)
      if (person !== undefined) return `<@${person}>`
      return /^[a-z]/.test(id) ? `<@\u200B${id}>` : whole
    })
  return {
    written,
    said: (text) => written(withRefs(text)),
    // What was an object is one.
    carried: (payload) => payload && (mapTexts(payload, written) as Payload),
    blanks: choice === 'blank',
  }
}
