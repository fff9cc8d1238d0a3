/** Keys as they are written on a keyboard and shown, and as `aria-keyshortcuts` wants them. */
const spokenKeys: Readonly<Record<string, string>> = {
  Ctrl: 'Control',
  Cmd: 'Meta',
  Del: 'Delete',
  Esc: 'Escape',
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
}

/** `Ctrl K` as `Control+K`. */
export function ariaShortcut(shortcut: string): string {
  return shortcut
    .split(' ')
    .map((key) => spokenKeys[key] ?? key)
    .join('+')
}
