import { Tooltip } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { LiveRegionProvider } from './live-region.tsx'
import { ToastProvider } from './toasts.tsx'

const TOOLTIP_DELAY_MS = 400

/** What tooltips, announcements and toasts need, once around the whole app. */
export function UiProvider({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <Tooltip.Provider delayDuration={TOOLTIP_DELAY_MS} disableHoverableContent>
      <LiveRegionProvider>
        <ToastProvider>{children}</ToastProvider>
      </LiveRegionProvider>
    </Tooltip.Provider>
  )
}
