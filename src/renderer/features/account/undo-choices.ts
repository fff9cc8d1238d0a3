/** How long what was sent can be taken back, in seconds; 0: not at all. */
export const undoChoices = [0, 5, 10] as const

export type UndoSeconds = (typeof undoChoices)[number]
