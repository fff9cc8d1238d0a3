import { Pause } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button } from '#renderer/ui/button.tsx'
import { onItsWay, personOf, type Row } from '../journal/rows.ts'
import { showText } from '../journal/show-text.ts'
import { useDo, useShown } from '../use-inspector.ts'

/** Of what a fault has stopped on its way: that it is not lost, and what lets it go. Nothing where it has arrived. */
export function HeldNote({ row }: { readonly row: Row }): ReactElement | null {
  const faults = useShown((shown) => shown.simulator?.faults)
  const door = useShown((shown) => shown.door)
  const attempt = useDo()
  const { step } = row
  const way = step.kind === 'fault' && step.action === 'hold' ? onItsWay(step.on) : undefined
  if (way === undefined || step.kind !== 'fault') return null
  const holder = faults?.find(({ name, holding }) => name === step.fault && holding > 0)
  if (holder === undefined || row.arrival !== undefined) return null
  return (
    <div className="note" role="status">
      <Pause aria-hidden="true" />
      <p>
        <b>Held, not lost.</b> The fault “<bdi>{showText(step.fault)}</bdi>” keeps what is meant for{' '}
        <bdi>{showText(personOf(way.socket))}</bdi>.
      </p>
      <Button size="small" onClick={() => void attempt(() => door.releaseFault(holder.id))}>
        Release
      </Button>
    </div>
  )
}
