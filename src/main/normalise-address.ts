const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i

export const isLoopbackName = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)

/**
 * The origin of a gateway from what somebody typed or pasted: https unless it says otherwise, http by itself only on this
 * computer. Undefined where it is no address of a web server.
 */
export function normaliseAddress(typed: string): string | undefined {
  const text = typed.trim()
  if (withScheme.test(text)) return originOf(text)
  const guess = URL.parse(`https://${text}`)
  if (guess === null) return undefined
  return originOf(`${isLoopbackName(guess.hostname) ? 'http' : 'https'}://${text}`)
}

function originOf(address: string): string | undefined {
  const url = URL.parse(address)
  const isWeb = url !== null && (url.protocol === 'https:' || url.protocol === 'http:')
  // `https://mew.example@evil.example` is an address of the second.
  return isWeb && url.username === '' && url.password === '' && url.hostname !== '' ? url.origin : undefined
}
