import { TextDecoder } from 'node:util'

/** How far into a page its own word for its letters is looked for, as browsers do. */
const PRESCAN_BYTES = 1024

const metaTags = /<meta\b[^>]{0,500}>/giu
const charset = /charset\s*=\s*["']?\s*([\w.:-]+)/iu

function markOf(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return a === 0xff && b === 0xfe ? 'utf-16le' : undefined
}

/** A page whose own word can be read here is not in letters of two bytes, whatever the word is. */
function ownWordOf(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, PRESCAN_BYTES)).toString('latin1')
  const words = (start.match(metaTags) ?? []).map((tag) => charset.exec(tag)?.[1])
  return words.find((word) => word !== undefined && !/^utf-?16/iu.test(word))
}

function decoderOf(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label)
  } catch {
    // No browser knows that name either.
    return undefined
  }
}

/** A page as text: by its mark, else by what its server says, else by what it says itself, else UTF-8. */
export function decodePage(bytes: Uint8Array, contentType: string): string {
  const labels = [markOf(bytes), charset.exec(contentType)?.[1], ownWordOf(bytes)]
  const decoders = labels.map((label) => (label === undefined ? undefined : decoderOf(label)))
  return (decoders.find((decoder) => decoder !== undefined) ?? new TextDecoder()).decode(bytes)
}
