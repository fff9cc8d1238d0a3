/** A cookie's value, percent-decoded; the first of that name counts, a malformed one is no cookie (ID-3.3). */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at < 0 || part.slice(0, at).trim() !== name) continue
    return decode(part.slice(at + 1).trim())
  }
  return undefined
}

function decode(value: string): string | undefined {
  try {
    return value === '' ? undefined : decodeURIComponent(value.replace(/^"(.*)"$/, '$1'))
  } catch {
    return undefined
  }
}
