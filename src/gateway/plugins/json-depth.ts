/** Deeper than any honest payload; a value thousands of levels deep ends the process when it is sent on (security: traps). */
const MAX_JSON_DEPTH = 32

export function exceedsDepth(value: unknown, limit = MAX_JSON_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (limit === 0) return true
  return Object.values(value).some((member) => exceedsDepth(member, limit - 1))
}
