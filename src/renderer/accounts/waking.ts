/**
 * What says that somebody is back, or that the network is another one. What a browser believes of the network is a hint
 * alone: the gateway may be on this machine.
 */
const hints = ['online', 'offline', 'focus', 'pageshow', 'visibilitychange', 'resume'] as const

const LOOK_EVERY_MS = 5_000
/** More than a timer is late on a busy machine: it slept, or its page was frozen. */
const JUMP_MS = 10_000

/** Tells when a connection may have died without a word, or may be had again. */
export function listenForWaking(wake: () => void): () => void {
  let lookedAt = Date.now()
  const look = setInterval(() => {
    const passed = Date.now() - lookedAt
    lookedAt = Date.now()
    if (Math.abs(passed - LOOK_EVERY_MS) > JUMP_MS) wake()
  }, LOOK_EVERY_MS)
  // What is told of the document comes up to its window.
  for (const hint of hints) window.addEventListener(hint, wake)
  return () => {
    clearInterval(look)
    for (const hint of hints) window.removeEventListener(hint, wake)
  }
}
