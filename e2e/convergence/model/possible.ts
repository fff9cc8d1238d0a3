/** One of the things that may happen next. */
export interface Possible {
  readonly label: () => string
  readonly happen: () => void
}
