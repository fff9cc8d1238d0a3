import { History } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { Button } from '#renderer/ui/button.tsx'
import { useDo, useInspector } from '../use-inspector.ts'

/** What people did, again in a gateway of its own: the one that is shown stays as it is. */
export function ReplayButton(): ReactElement {
  const inspector = useInspector()
  const attempt = useDo()
  const [isBusy, setBusy] = useState(false)

  async function replay(): Promise<void> {
    setBusy(true)
    await attempt(inspector.replay)
    setBusy(false)
  }

  return (
    <Button
      variant="quiet"
      icon={History}
      busy={isBusy}
      aria-label="Replay"
      title="What people did, again in a gateway of its own"
      onClick={() => void replay()}
    >
      <span className="button-words">Replay</span>
    </Button>
  )
}
