/** The longest text that is sent, in characters (security: What comes in). */
export const MAX_CHARACTERS = 4_000
