import { randomBytes } from 'node:crypto'

const KEY_LENGTH = 21
const keySyntax = /^[\w-]{21}(?:\.[A-Za-z0-9]{1,16})?$/

export const isFileKey = (text: string): boolean => keySyntax.test(text)

/** A key nobody can guess: 21 random characters and the extension (MB-5). */
export const newFileKey = (extension: string): string =>
  randomBytes(16).toString('base64url').slice(0, KEY_LENGTH) + extension

/** What a file's name ends in, where that is letters and digits, with its dot; nothing else reaches a key (MB-16, R16). */
export const extensionOf = (filename: string): string => /[^.](\.[A-Za-z0-9]{1,16})$/.exec(filename)?.[1] ?? ''
