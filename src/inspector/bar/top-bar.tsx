import type { ReactElement } from 'react'
import { useShown } from '../use-inspector.ts'
import { Clock } from './clock.tsx'
import { ResetButton } from './reset-button.tsx'
import { ScenarioPicker } from './scenario-picker.tsx'
import { SnapshotButton } from './snapshot-button.tsx'

function Address(): ReactElement {
  const url = useShown((shown) => shown.simulator?.url ?? '')
  const isLive = useShown((shown) => shown.isLive)
  return (
    <span className="address" data-live={isLive}>
      <i aria-hidden="true" />
      <span>{url.replace('http://', '')}</span>
    </span>
  )
}

export function TopBar(): ReactElement {
  return (
    <header className="top-bar">
      <Address />
      <ScenarioPicker />
      <span className="flex-1" />
      <Clock />
      <span className="flex-1" />
      <SnapshotButton />
      <ResetButton />
    </header>
  )
}
