const schemes = new Set(['http:', 'https:', 'mailto:'])

/** Where an address may not go on: spaces, brackets of HTML, and the punctuation of Chinese and Japanese. */
const ends = '\\s<>"`\\u2018-\\u201f\\u2026\\u3000-\\u303f\\uff00-\\uffef'

const asciiHost = '[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?'
const anyHost = `[^\\x00-\\x7f${ends}][^/?#:${ends}]*`
const address = new RegExp(
  `^(?:https?://(?:${asciiHost}|\\[[0-9a-f:.]+\\]|${anyHost})|www\\.${asciiHost})(?::\\d{1,5})?(?:[/?#][^${ends}]*)?`,
  'iu',
)

const openers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** How many brackets of a kind close more than was opened, up to each end that is tried. */
function surplusOf(url: string, closer: string): number {
  let surplus = 0
  for (const character of url) {
    if (character === closer) surplus += 1
    else if (character === openers[closer]) surplus -= 1
  }
  return surplus
}

/** A sentence's own punctuation after an address is not part of it; a bracket is, where it was opened inside. */
function withoutTrailing(url: string): string {
  const surplus = new Map(Object.keys(openers).map((closer) => [closer, surplusOf(url, closer)]))
  let end = url.length
  for (;;) {
    const last = url[end - 1] ?? ''
    const beyond = surplus.get(last)
    if (beyond === undefined ? !/[.,;:!?'*_~|]/.test(last) : beyond <= 0) return url.slice(0, end)
    if (beyond !== undefined) surplus.set(last, beyond - 1)
    end -= 1
  }
}

/** The address a text begins with, as typed; undefined if it begins with none. */
export function urlAtStart(text: string): string | undefined {
  const match = address.exec(text)
  return match === null ? undefined : withoutTrailing(match[0])
}

/** The address a link may lead to, in the browser's own spelling; undefined for every scheme but http, https and mailto. */
export function safeUrl(href: string): string | undefined {
  const complete = /^www\./i.test(href) ? `https://${href}` : href
  if (!URL.canParse(complete)) return undefined
  const url = new URL(complete)
  return schemes.has(url.protocol) ? url.href : undefined
}
