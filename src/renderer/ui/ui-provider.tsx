import { Tooltip } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { LiveRegionProvider } from './live-region.tsx'

const TOOLTIP_DELAY_MS = 400

/** What tooltips and announcements need, once around the whole app. */
export function UiProvider({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <Tooltip.Provider delayDuration={TOOLTIP_DELAY_MS} disableHoverableContent>
      <LiveRegionProvider>{children}</LiveRegionProvider>
    </Tooltip.Provider>
  )
}
