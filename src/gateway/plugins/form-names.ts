import { isUtf8 } from 'node:buffer'
import type { BusboyInstance, Dicer } from '@fastify/busboy'

/** What the parser keeps inside and has no other way to: the heads of parts before it reads them. */
interface Inside {
  readonly _parser?: { readonly parser?: Pick<Dicer, 'prependListener'> }
}

interface Head {
  readonly [name: string]: unknown
  readonly 'content-disposition'?: string[]
}

/** Bytes, one a character, of a text that is UTF-8 already, or else is taken for Latin-1. */
function asUtf8Bytes(bytes: string): string {
  return isUtf8(Buffer.from(bytes, 'latin1')) ? bytes : Buffer.from(bytes, 'utf8').toString('latin1')
}

/** Names of files that are no UTF-8 are Latin-1 (MB-16, R21). The parser knows UTF-8 only, and loses what is none. */
export function readLatin1Names(parser: BusboyInstance): void {
  // The library hands out names that it has read already; its own parser of parts is documented, the way to it is not.
  const inside = parser as unknown as Inside
  inside._parser?.parser?.prependListener('part', (part) => {
    part.once('header', (head: Head) => {
      const dispositions = head['content-disposition']
      if (dispositions !== undefined) dispositions.splice(0, 1, ...dispositions.slice(0, 1).map(asUtf8Bytes))
    })
  })
}
