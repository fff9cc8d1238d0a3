/** What is looked for. */
export interface Question {
  /** As it was typed; not empty. */
  readonly text: string
  /** Where the asker may look. */
  readonly channels: readonly string[]
  /** How many of the newest are passed over, and how many follow. */
  readonly skip: number
  readonly take: number
}

export interface Found {
  readonly total: number
  /** Of the messages asked for, newest first. */
  readonly ids: readonly string[]
}

/** Answers one question at a time. */
export interface Finder {
  /** @throws ProtocolError searchTooSlow */
  readonly find: (question: Question) => Promise<Found>
  readonly close: () => Promise<void>
}
