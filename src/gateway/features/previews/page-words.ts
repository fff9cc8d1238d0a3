import type { Tag } from './read-head.ts'

/** What a page says about itself in one `meta`: Open Graph writes `property`, HTML `name`, and pages mix them. */
export interface PageWord {
  readonly name: string
  readonly content: string
}

const LONGEST_ADDRESS = 2_048
const MAX_ADDRESSES = 4

export function wordsOf(tags: readonly Tag[]): PageWord[] {
  return tags
    .filter((tag) => tag.name === 'meta')
    .map(({ attributes: { property, name, content = '' } }) => ({
      name: (property ?? name ?? '').trim().toLowerCase(),
      content: content.trim(),
    }))
    .filter(({ name, content }) => name !== '' && content !== '')
}

/** What stands under some names, the first name's first. */
export const contentsOf = (words: readonly PageWord[], ...names: readonly string[]): string[] =>
  names.flatMap((name) => words.filter((word) => word.name === name).map((word) => word.content))

/** Addresses of `link`s of one kind. */
export const linksOf = (tags: readonly Tag[], rel: RegExp): string[] =>
  tags
    .filter(({ name, attributes }) => name === 'link' && rel.test(attributes['rel'] ?? ''))
    .map(({ attributes }) => attributes['href'] ?? '')

/** Control signs, and signs that turn the direction of whatever stands around them. */
const unwanted = /[\s\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu

/** A text as people may be shown it: one line, not too long, and not there where it says nothing. */
export function shownText(text: string | undefined, longest: number): string | undefined {
  const line = (text ?? '')
    .slice(0, longest * 4)
    .replace(unwanted, ' ')
    .trim()
  const letters = Array.from(line)
  const shown = letters.length > longest ? [...letters.slice(0, longest - 1), '…'] : letters
  return shown.length === 0 ? undefined : shown.join('').toWellFormed()
}

/** An address as a page writes it, made whole; only addresses of the web count. */
export function webAddress(written: string, page: URL): string | undefined {
  const url = written.trim() === '' ? null : URL.parse(written.trim(), page.href)
  if (url === null || !/^https?:$/.test(url.protocol) || url.href.length > LONGEST_ADDRESS) return undefined
  return url.href
}

export function webAddresses(written: readonly string[], page: URL): string[] {
  const addresses = written.map((each) => webAddress(each, page)).filter((address) => address !== undefined)
  return [...new Set(addresses)].slice(0, MAX_ADDRESSES)
}
