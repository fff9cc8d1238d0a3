const LONGEST_ADDRESS = 2048

/** What usually stands in an address; whatever else comes ends it (MB-14). */
const candidates = /https?:\/\/[-\w()@:%+.~#?&/=]+/giu
const dottedHost = /^[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z\d]{1,6}$/iu

const count = (text: string, sign: string): number => text.split(sign).length - 1

/** An address without the stop of the sentence it ends, and without the bracket that was opened before it. */
function withoutSentence(text: string): string {
  let bare = text
  for (;;) {
    const closes = bare.endsWith(')') && count(bare, ')') > count(bare, '(')
    if (!closes && !/[.:?]$/u.test(bare)) return bare
    bare = bare.slice(0, -1)
  }
}

function isPreviewed(address: string): boolean {
  const url = URL.parse(address)
  if (url === null || url.username !== '' || url.password !== '') return false
  const [host = ''] = address.slice(address.indexOf('//') + 2).split(/[:/?#]/u)
  return dottedHost.test(host)
}

/** The first web address of a text whose host has a dot and ends like a name on the internet (MB-14). */
export function findAddress(content: string): string | undefined {
  return [...content.matchAll(candidates)]
    .filter(([text]) => text.length <= LONGEST_ADDRESS)
    .map(([text]) => withoutSentence(text))
    .find(isPreviewed)
}
