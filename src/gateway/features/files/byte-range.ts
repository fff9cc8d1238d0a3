import type { ByteRange } from '../../files/file-store.ts'

/**
 * The part of a file that a Range header asks for. Undefined for the whole: where there is none, more than one, or one that
 * nobody understands; `none` where the file has no such part.
 */
export function readRange(header: string | undefined, size: number): ByteRange | 'none' | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header?.replaceAll(/[ \t]/g, '') ?? '') ?? []
  if (from === undefined || to === undefined || from + to === '') return undefined
  return from === '' ? lastBytes(Number(to), size) : between(Number(from), to, size)
}

function lastBytes(count: number, size: number): ByteRange | 'none' {
  return count === 0 || size === 0 ? 'none' : { start: Math.max(0, size - count), end: size - 1 }
}

function between(start: number, to: string, size: number): ByteRange | 'none' | undefined {
  if (to !== '' && Number(to) < start) return undefined
  return start >= size ? 'none' : { start, end: to === '' ? size - 1 : Math.min(Number(to), size - 1) }
}
