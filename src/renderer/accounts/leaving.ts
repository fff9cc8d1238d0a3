const hints = ['pagehide', 'visibilitychange', 'blur', 'freeze'] as const

/** Tells when the page may be about to go: what must not be lost is brought to safety now. */
export function listenForLeaving(leave: () => void): () => void {
  // What is told of the document comes up to its window.
  for (const hint of hints) window.addEventListener(hint, leave)
  return () => {
    for (const hint of hints) window.removeEventListener(hint, leave)
  }
}
