import { safeUrl, urlAtStart } from './find-url.ts'

export interface LinkTruth {
  /** Where the link really leads, mixed scripts in punycode: the host, or the address of a mail. */
  readonly host: string
  /** The text names one place and the link leads to another: ask before it is opened. */
  readonly deceptive: boolean
}

const hostLike = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?=$|[/:?#])/iu
const invisible = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g

function hostOf(url: string): string {
  const { host, protocol, pathname } = new URL(url)
  return protocol === 'mailto:' ? decodeURIComponent(pathname) : host
}

/** The host a word claims to be, if it looks like an address at all. */
function claimedHost(word: string): string | undefined {
  const address = urlAtStart(word) ?? (hostLike.test(word) ? `https://${word}` : undefined)
  const url = address === undefined ? undefined : safeUrl(address)
  return url === undefined ? undefined : hostOf(url)
}

/** What there is to know about a link before it is opened. `url` is one that `safeUrl` let through. */
export function tellLinkTruth(url: string, text: string): LinkTruth {
  const host = hostOf(url)
  const bare = (name: string): string => name.replace(/^www\./, '')
  const claims = text
    .replaceAll(invisible, '')
    .split(/\s+/)
    .map(claimedHost)
    .filter((claimed) => claimed !== undefined)
  return { host, deceptive: claims.some((claimed) => bare(claimed) !== bare(host)) }
}
