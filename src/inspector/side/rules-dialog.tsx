import { useId, useState, type ReactElement } from 'react'
import type { FaultState } from '#shared/simulator/control.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { ControlError, type Complaint } from '../control/control-error.ts'
import type { SimulatorDoor } from '../control/simulator-door.ts'
import { showText } from '../journal/show-text.ts'
import { useInspector, useShown } from '../use-inspector.ts'
import { compareRules, readRules, writeRules } from './read-rules.ts'

interface RulesDialogProps {
  readonly faults: readonly FaultState[]
  readonly onClose: () => void
}

/** Answers with what is wrong, of which nothing is done then. */
async function save(door: SimulatorDoor, faults: readonly FaultState[], text: string): Promise<readonly Complaint[]> {
  const read = readRules(text)
  if ('complaints' in read) return read.complaints
  const { removed, added } = compareRules(faults, read.faults)
  try {
    for (const id of removed) await door.removeFault(id)
    for (const fault of added) await door.addFault(fault)
    return []
  } catch (error) {
    if (!(error instanceof ControlError)) throw error
    return error.complaints.length > 0 ? error.complaints : [{ path: '', message: error.message }]
  }
}

/** All faults as the JSON that the control API takes. */
export function RulesDialog({ faults, onClose }: RulesDialogProps): ReactElement {
  const inspector = useInspector()
  const door = useShown((shown) => shown.door)
  const id = useId()
  const [text, setText] = useState(() => writeRules(faults.map(({ fault }) => fault)))
  const [complaints, setComplaints] = useState<readonly Complaint[]>([])
  const [isBusy, setBusy] = useState(false)

  async function onSave(): Promise<void> {
    setBusy(true)
    const wrong = await save(door, faults, text)
    setBusy(false)
    setComplaints(wrong)
    inspector.refresh()
    if (wrong.length === 0) onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Fault rules"
      description="A list of faults: what each one meets, what it does, how often. What you leave as it is keeps its counts."
      size="large"
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" busy={isBusy} onClick={() => void onSave()}>
            Save rules
          </Button>
        </>
      }
    >
      <textarea
        className="code-field"
        aria-label="Rules as JSON"
        aria-invalid={complaints.length > 0}
        aria-describedby={id}
        spellCheck={false}
        dir="ltr"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setComplaints([])
        }}
      />
      <ul id={id} className="complaints" role="alert">
        {complaints.map(({ path, message }) => (
          <li key={path + message}>
            {path === '' ? null : <code>{path}</code>} {showText(message)}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
