import { History } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button } from '#renderer/ui/button.tsx'
import { Strip } from '#renderer/ui/strip.tsx'
import { useDo, useInspector, useShown } from '../use-inspector.ts'

/** That this is not the gateway one has started, and the way back to it. */
export function ReplayStrip(): ReactElement | null {
  const inspector = useInspector()
  const replayOf = useShown((shown) => shown.replayOf)
  const attempt = useDo()
  if (replayOf === undefined) return null
  return (
    <div role="status">
      <Strip
        tone="neutral"
        icon={History}
        text={`Replay of run ${replayOf} in a gateway of its own. Its clock stands: move it, and people do what they did.`}
        action={
          <Button size="small" variant="quiet" onClick={() => void attempt(inspector.back)}>
            Back
          </Button>
        }
      />
    </div>
  )
}
