import type { Written } from './kept-disk.ts'

/** What the disk has not taken yet, and so no other page can know of. */
interface OnlyHere {
  readonly add: (nonce: string) => void
  readonly has: (nonce: string) => boolean
  /** Something is being written: once it is, the disk has everything that it refused before as well. */
  readonly follow: (written: Written) => void
}

export function createOnlyHere(): OnlyHere {
  const unwritten = new Set<string>()
  return {
    add: (nonce) => void unwritten.add(nonce),
    has: (nonce) => unwritten.has(nonce),
    follow: (written) => {
      const before = [...unwritten]
      void written.then((isWritten) => {
        if (isWritten) for (const nonce of before) unwritten.delete(nonce)
      })
    },
  }
}
