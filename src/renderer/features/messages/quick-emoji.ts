/** What people answer with most, in the order of the picker. */
export const quickEmoji = ['👍', '❤️', '😂', '🎉', '😮', '😢', '👀', '✅', '🙏', '🔥', '👏', '🤔'] as const
