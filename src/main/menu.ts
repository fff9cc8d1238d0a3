import { Menu, type MenuItemConstructorOptions } from 'electron'

interface MenuOptions {
  readonly isPackaged: boolean
  /** Where a developer has asked for it. */
  readonly showInspector: (() => void) | undefined
}

/** The system's own items by role: their keys work without a line of ours. */
export function setupMenu({ isPackaged, showInspector }: MenuOptions): void {
  const isMac = process.platform === 'darwin'
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(showInspector === undefined ? [] : [{ label: 'Inspector', click: showInspector }]),
    ...(isPackaged ? [] : [{ type: 'separator' } as const, { role: 'toggleDevTools' } as const]),
  ]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' } as const] : []),
      { role: 'fileMenu' },
      { role: 'editMenu' },
      { label: 'View', submenu: view },
      { role: 'windowMenu' },
    ]),
  )
}
