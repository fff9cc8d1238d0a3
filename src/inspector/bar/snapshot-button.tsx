import { Camera } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { snapshotName } from '#shared/simulator/snapshot-name.ts'
import { Button } from '#renderer/ui/button.tsx'
import { NameDialog } from '#renderer/ui/name-dialog.tsx'
import { ControlError } from '../control/control-error.ts'
import type { SimulatorDoor } from '../control/simulator-door.ts'
import { renewSnapshots } from '../page-state.ts'
import { useShown } from '../use-inspector.ts'

/** Answers with what went wrong, in words, or with nothing. */
async function save(door: SimulatorDoor, name: string): Promise<string | undefined> {
  if (!snapshotName.safeParse(name).success) return 'Small letters, digits and dashes, at most 64 of them.'
  try {
    await door.saveSnapshot(name)
    renewSnapshots()
    return undefined
  } catch (error) {
    if (error instanceof ControlError) return error.message
    throw error
  }
}

export function SnapshotButton(): ReactElement {
  const door = useShown((shown) => shown.door)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="quiet" icon={Camera} aria-label="Snapshot" title="Snapshot" onClick={() => setOpen(true)}>
        <span className="button-words">Snapshot</span>
      </Button>
      <NameDialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Save a snapshot"
        description="Everything that is stored, the time, the faults, and what chance has come to."
        label="Name"
        hint="Small letters, digits and dashes. One of the same name is replaced."
        missing="A snapshot needs a name."
        submit="Save snapshot"
        onName={(name) => save(door, name)}
      />
    </>
  )
}
