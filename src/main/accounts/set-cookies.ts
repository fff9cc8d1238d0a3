/**
 * A cookie's value by its name. Electron joins several Set-Cookie headers into one text with `, `, and dates hold commas
 * too, so the text cannot be split: the name is looked for at the start of each possible piece. The last one counts.
 */
export function setCookieValue(header: string | null, name: string): string | undefined {
  const pattern = new RegExp(`(?:^|,\\s*)${name}=([^;,\\s]*)`, 'g')
  const value = [...(header ?? '').matchAll(pattern)].at(-1)?.[1]
  return value === undefined || value === '' ? undefined : decode(value)
}

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value)
  } catch {
    // No cookie of this protocol has such a value.
    return undefined
  }
}
