import { Camera, RotateCcw, Trash2 } from 'lucide-react'
import { useCallback, useState, type ReactElement } from 'react'
import type { SnapshotState } from '#shared/simulator/control.ts'
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx'
import { Menu } from '#renderer/ui/menu.tsx'
import { formatClock } from '../journal/format-clock.ts'
import { showText } from '../journal/show-text.ts'
import { renewSnapshots, usePage } from '../page-state.ts'
import { SectionHead } from '../parts/section-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { useDo, useShown } from '../use-inspector.ts'

const NONE: readonly SnapshotState[] = []

interface SnapshotRowProps {
  readonly snapshot: SnapshotState
  readonly onRestore: (name: string) => void
}

function SnapshotRow({ snapshot, onRestore }: SnapshotRowProps): ReactElement {
  const door = useShown((shown) => shown.door)
  const attempt = useDo()
  const { name, at, scenario, bytes } = snapshot
  const isOwn = door.below === ''

  async function remove(): Promise<void> {
    await attempt(() => door.removeSnapshot(name))
    renewSnapshots()
  }

  return (
    <li>
      <Menu
        items={[
          // What is shown as a tenant goes nowhere else: the gateway of the process does.
          ...(isOwn ? [{ id: 'restore', label: 'Restore', icon: RotateCcw, onSelect: () => onRestore(name) }] : []),
          { id: 'remove', label: 'Delete', icon: Trash2, danger: true, onSelect: () => void remove() },
        ]}
        trigger={
          <button
            type="button"
            className="place-row"
            title={`${showText(scenario)}, ${Math.ceil(bytes / 1024)} kB, ${new Date(at).toISOString()}`}
          >
            <Camera className="icon-inline" aria-hidden="true" />
            <bdi>{showText(name)}</bdi>
            <span>{formatClock(at).slice(0, 5)}</span>
          </button>
        }
      />
    </li>
  )
}

/** What has been saved, on this account; each can be gone back to. */
export function Snapshots(): ReactElement {
  const door = useShown((shown) => shown.door)
  const process = useShown((shown) => shown.process)
  const attempt = useDo()
  const renewed = usePage((page) => page.snapshotsRenewed)
  // Asked again each time one has come or gone.
  const question = useCallback(() => (renewed < 0 ? Promise.resolve(NONE) : door.snapshots()), [door, renewed])
  const snapshots = useAnswer(question) ?? NONE
  const [wanted, setWanted] = useState<string>()
  const [isBusy, setBusy] = useState(false)

  async function restore(): Promise<void> {
    if (wanted === undefined) return
    setBusy(true)
    await attempt(() => process.restore(wanted))
    setBusy(false)
    setWanted(undefined)
  }

  return (
    <section aria-labelledby="snapshots">
      <SectionHead id="snapshots" title="Snapshots" aside={snapshots.length === 0 ? undefined : snapshots.length} />
      {snapshots.length === 0 ? <p className="side-none">None has been saved.</p> : null}
      <ul>
        {snapshots.map((snapshot) => (
          <SnapshotRow key={snapshot.name} snapshot={snapshot} onRestore={setWanted} />
        ))}
      </ul>
      <ConfirmDialog
        open={wanted !== undefined}
        onOpenChange={() => setWanted(undefined)}
        title={`Restore ${wanted ?? ''}?`}
        description="The gateway goes on where the snapshot ends, at the same address. What has happened since is gone unless it is in another snapshot."
        confirm="Restore snapshot"
        keep="Keep this world"
        busy={isBusy}
        onConfirm={() => void restore()}
      />
    </section>
  )
}
