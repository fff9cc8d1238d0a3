import type { App } from 'electron'

/** False where another instance runs already: it was told to come forward, and this one ends. */
export function becomeOnlyInstance(app: App): boolean {
  if (app.requestSingleInstanceLock()) return true
  app.quit()
  return false
}

/** A second start, or a click on the icon of the dock, brings the window forward. */
export function showOnSecondStart(app: App, show: () => void): void {
  app.on('second-instance', show)
  app.on('activate', show)
}
