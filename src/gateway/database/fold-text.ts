import { foldCase } from '#shared/models/fold-case.ts'

/** What SQLite's index takes for the end of a text, or for each other, each with a letter of its own that nobody writes. */
const standIns: Readonly<Record<string, string>> = { '\0': '\uFDD0', '\uFFFE': '\uFDD1', '\uFFFF': '\uFDD2' }

/** A text as it is searched, and as it is searched for. */
export const foldText = (text: string): string =>
  foldCase(text).replaceAll(/[\0\uFFFE\uFFFF]/g, (letter) => standIns[letter] ?? letter)
