/** What may stand for an id in the path and body of a request: `{channel:general}`. */
export const placeholderKinds = ['person', 'server', 'everyone', 'channel', 'role', 'category', 'message'] as const
export type PlaceholderKind = (typeof placeholderKinds)[number]

const pattern = new RegExp(`\\{(${placeholderKinds.join('|')}):([a-z][\\w&~.-]*)\\}`, 'g')

export interface Placeholder {
  /** As it is written. */
  readonly text: string
  readonly kind: PlaceholderKind
  readonly ref: string
}

const isKind = (kind: string): kind is PlaceholderKind => placeholderKinds.some((each) => each === kind)

/** Every placeholder in a value, however deep. */
export function placeholdersIn(value: unknown): readonly Placeholder[] {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return [...(text ?? '').matchAll(pattern)].flatMap(([whole, kind = '', ref = '']) =>
    isKind(kind) ? [{ text: whole, kind, ref }] : [],
  )
}

/** The same value with another text in place of every one that is text. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((inner: unknown) => mapTexts(inner, change))
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]: [string, unknown]) => [field, mapTexts(inner, change)]),
  )
}
