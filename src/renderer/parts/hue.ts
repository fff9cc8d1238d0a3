const HUES = 24

/** A hue that belongs to an id, the same on every machine: degrees in steps far enough apart to be told from each other. */
export function hueOf(id: string): number {
  let hash = 0
  for (const character of id) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0
  return ((hash >>> 0) % HUES) * (360 / HUES)
}
