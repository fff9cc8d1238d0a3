const HUES = 24

/** A hue that belongs to an id, the same on every machine: degrees in steps far enough apart to be told from each other. */
export function hueOf(id: string): number {
  let hash = 2_166_136_261
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619)
  // Ids that follow each other differ in their last characters only: mix until every bit counts.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d)
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a_2d39)
  return (((hash ^ (hash >>> 15)) >>> 0) % HUES) * (360 / HUES)
}
