import { RotateCcw } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { Button } from '#renderer/ui/button.tsx'
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx'
import { useDo, useShown } from '../use-inspector.ts'

/** Back to how its scenario began. */
export function ResetButton(): ReactElement {
  const process = useShown((shown) => shown.process)
  const attempt = useDo()
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)

  async function reset(): Promise<void> {
    setBusy(true)
    await attempt(() => process.reset())
    setBusy(false)
    setAsking(false)
  }

  return (
    <>
      <Button variant="quiet" icon={RotateCcw} aria-label="Reset" title="Reset" onClick={() => setAsking(true)}>
        <span className="button-words">Reset</span>
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Reset this gateway?"
        description="The scenario begins again from its seed, at the same address. Everybody is disconnected, and what has happened since is gone."
        confirm="Reset gateway"
        keep="Keep this world"
        busy={isBusy}
        onConfirm={() => void reset()}
      />
    </>
  )
}
