import type { ReactElement } from 'react'
import { useShown } from '../use-inspector.ts'
import { Clock } from './clock.tsx'
import { ReplayButton } from './replay-button.tsx'
import { ResetButton } from './reset-button.tsx'
import { ScenarioPicker } from './scenario-picker.tsx'
import { SnapshotButton } from './snapshot-button.tsx'

function Address(): ReactElement {
  const url = useShown((shown) => shown.simulator?.url ?? '')
  const isLive = useShown((shown) => shown.isLive)
  return (
    <span className="address" data-live={isLive} title={url}>
      <i aria-hidden="true" />
      <span>{url.replace('http://', '')}</span>
    </span>
  )
}

export function TopBar(): ReactElement {
  // A replay is left, and neither reset nor given another world.
  const replayOf = useShown((shown) => shown.replayOf)
  return (
    <header className="top-bar">
      <Address />
      <ScenarioPicker />
      <span className="flex-1" />
      <Clock />
      <span className="flex-1" />
      <SnapshotButton />
      {replayOf === undefined ? <ReplayButton /> : null}
      {replayOf === undefined ? <ResetButton /> : null}
    </header>
  )
}
