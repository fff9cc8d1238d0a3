/** A page that is not in view paints nothing: whatever waits for a paint goes on without one. */
const PATIENCE_MS = 250

/** Does something once what is drawn now has been painted. Returns how to call it off. */
export function afterPaint(task: () => void): () => void {
  let timer = setTimeout(task, PATIENCE_MS)
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer)
    timer = setTimeout(task)
  })
  return () => {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
  }
}
