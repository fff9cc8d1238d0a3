import type { ExposedBridge } from '#shared/desktop-bridge.ts'

declare global {
  interface Window {
    /** Put there by the preload; absent in a browser. */
    readonly desktop?: ExposedBridge
  }
}

/** The bridge to the desktop's main process, where there is one: the only look at where the page runs. */
export const desktopBridge = (): ExposedBridge | undefined => window.desktop
