/**
 * Which of an account's pages delivers. One at a time has the seat; another gets it when that page is gone, or cannot read
 * what is kept any more.
 */
export interface Seat {
  /** Whether pages can be told apart at all. Where they cannot, each delivers what it made, and follows no other. */
  readonly isShared: boolean
  readonly isMine: () => boolean
  /** Called once, when the seat becomes this page's. */
  readonly onMine: (listener: () => void) => () => void
}
