import { ChevronDown, Copy, Terminal } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button } from '#renderer/ui/button.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { Menu } from '#renderer/ui/menu.tsx'
import { useCopy } from '#renderer/ui/use-copy.ts'
import { asControlCurl, asCurl, type CurlOptions } from '../control/as-curl.ts'
import type { Row } from '../journal/rows.ts'
import { useInspector, useShown } from '../use-inspector.ts'

/** A row for elsewhere: as a command line, or as it stands in the journal. */
export function CopyButtons({ row }: { readonly row: Row }): ReactElement | null {
  const copy = useCopy()
  const { token } = useInspector()
  const gateway = useShown((shown) => shown.simulator?.url ?? '')
  const { below } = useShown((shown) => shown.door)
  if (copy === undefined) return null
  const options: CurlOptions = { gateway, control: location.origin, below }
  const isRequest = row.step.kind === 'request' || row.step.kind === 'answer'
  const asControl = {
    id: 'control',
    label: 'As a call of the control API',
    onSelect: () => copy(asControlCurl(row, options)),
  }
  const withToken = {
    id: 'token',
    label: 'The same with this page’s token in it',
    onSelect: () => copy(asControlCurl(row, { ...options, token: token() })),
  }
  const parts = [row.step, row.answer ?? row.arrival].filter((part) => part !== undefined)
  const whole = parts.length === 1 ? row.step : parts
  return (
    <footer className="detail-foot">
      <Button size="small" icon={Terminal} onClick={() => copy(asCurl(row, options))}>
        Copy as curl
      </Button>
      <Menu
        side="top"
        items={isRequest ? [asControl, withToken] : [withToken]}
        trigger={<IconButton icon={ChevronDown} size="small" label="More ways to copy as curl" />}
      />
      <Button size="small" variant="quiet" icon={Copy} onClick={() => copy(JSON.stringify(whole, undefined, 2))}>
        Copy JSON
      </Button>
    </footer>
  )
}
