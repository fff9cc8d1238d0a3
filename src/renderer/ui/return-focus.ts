const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex]:not([tabindex="-1"])'

interface Step {
  readonly parent: Element
  /** Which child of the parent led to the element that had the focus. */
  readonly index: number
}

/** A focusable element in `parent`, looked for at `index` first and then ever further from it. */
function nearestFocusable(parent: Element, index: number): HTMLElement | undefined {
  const children = [...parent.children]
  const byDistance = children
    .map((child, at) => ({ child, distance: Math.abs(at - index + (at < index ? 0.5 : 0)) }))
    .toSorted((a, b) => a.distance - b.distance)
  for (const { child } of byDistance) {
    const found = child.matches(focusable) ? child : child.querySelector(focusable)
    if (found instanceof HTMLElement) return found
  }
  return undefined
}

/**
 * Remembers what has the focus and returns a function that gives it back: to the same element, or, if that is gone by
 * then, to the nearest thing left of where it stood. Without this the focus falls to the top of the page.
 */
export function rememberFocus(): () => void {
  const opener = document.activeElement
  const path: Step[] = []
  for (let child = opener; child?.parentElement; child = child.parentElement) {
    path.push({ parent: child.parentElement, index: [...child.parentElement.children].indexOf(child) })
  }

  return () => {
    if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) {
      opener.focus()
      if (document.activeElement === opener) return
    }
    for (const { parent, index } of path) {
      if (!parent.isConnected) continue
      const nearest = nearestFocusable(parent, index)
      if (nearest === undefined) continue
      nearest.focus()
      return
    }
  }
}
