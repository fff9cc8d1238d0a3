import type { KeptDraft } from './kept.ts'

/** Somebody was quicker than the disk: what it had comes first, and nothing of either is lost. */
export function joinedDraft(kept: KeptDraft, here: Omit<KeptDraft, 'channelId'>): KeptDraft {
  const referencedMessageId = here.referencedMessageId ?? kept.referencedMessageId
  return {
    ...kept,
    text: [kept.text, here.text].filter((text) => text !== '').join('\n\n'),
    files: [...new Set([...kept.files, ...here.files])],
    ...(referencedMessageId === undefined ? {} : { referencedMessageId }),
  }
}
