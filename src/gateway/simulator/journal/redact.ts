/** Fields that hold what opens a door, whatever they are called where. */
const secretField = /password|token|secret|authorization|cookie|^code$/i
const webToken = /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g
/** What opens a webhook stands in its address, wherever somebody wrote it. */
const webhookToken = /(?<=\/webhooks\/[\da-f]{24}\/)[\w-]+/gi
/** The code of an invite, where it is a part of what is asked. */
const inviteCode = /(?<=^\/api\/invites\/)[^/?]+/

/** What somebody sends may be nested as deep as a packet is long; nothing of the protocol's is. */
const MAX_DEPTH = 40
const TOO_DEEP = '(too deep)'

/** Puts `token#1` where a secret stands: the same number for the same secret, counted as they come. */
export interface Redact {
  (value: unknown): unknown
  /** The same in the path of a request, with its query. */
  readonly path: (path: string) => string
}

export function createRedact(): Redact {
  const numbers = new Map<string, number>()

  function alias(secret: string): string {
    const number = numbers.get(secret) ?? numbers.size + 1
    numbers.set(secret, number)
    return `token#${number}`
  }

  const redactText = (text: string): string => text.replaceAll(webToken, alias).replaceAll(webhookToken, alias)

  function redactTo(depth: number, value: unknown): unknown {
    if (typeof value === 'string') return redactText(value)
    if (typeof value !== 'object' || value === null) return value
    if (depth === 0) return TOO_DEEP
    if (Array.isArray(value)) return value.map((inner: unknown) => redactTo(depth - 1, inner))
    return Object.fromEntries(
      Object.entries(value).map(([field, inner]: [string, unknown]) => {
        const hides = typeof inner === 'string' && inner !== '' && secretField.test(field)
        return [field, hides ? alias(inner) : redactTo(depth - 1, inner)]
      }),
    )
  }

  return Object.assign((value: unknown) => redactTo(MAX_DEPTH, value), {
    path: (path: string) => redactText(path.replace(inviteCode, alias)),
  })
}
