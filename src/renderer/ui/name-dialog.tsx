import type { LucideIcon } from 'lucide-react'
import { useId, useState, type FormEvent, type ReactElement } from 'react'
import { useText } from '../i18n/text-provider.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { TextField } from './text-field.tsx'

interface NameDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  readonly description: string
  readonly label: string
  readonly hint: string
  readonly leading?: LucideIcon
  /** What stands there to begin with. */
  readonly initial?: string
  /** What is said where nothing was typed. */
  readonly missing: string
  readonly submit: string
  /** Gets the name, trimmed. Answers with what went wrong, in words, or with nothing; then the dialog closes. */
  readonly onName: (name: string) => Promise<string | undefined>
}

/** Asks for one name and makes something of it. Refused, what was typed stays. */
export function NameDialog(props: NameDialogProps): ReactElement {
  const { open, onOpenChange, title, description, label, hint, leading, initial = '', missing, submit, onName } = props
  const text = useText()
  const formId = useId()
  const [name, setName] = useState(initial)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function give(): Promise<void> {
    if (name.trim() === '') {
      setError(missing)
      return
    }
    setBusy(true)
    const wrong = await onName(name.trim())
    setBusy(false)
    setError(wrong)
    if (wrong !== undefined) return
    setName(initial)
    onOpenChange(false)
  }

  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    if (!busy) void give()
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="small"
      title={title}
      description={description}
      actions={
        <>
          <Button
            variant="quiet"
            onClick={() => {
              onOpenChange(false)
            }}
          >
            {text.ui.cancel}
          </Button>
          <Button variant="primary" type="submit" form={formId} busy={busy}>
            {submit}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={onSubmit}>
        <TextField
          label={label}
          {...(leading === undefined ? {} : { leading })}
          value={name}
          maxLength={100}
          hint={hint}
          error={error}
          autoComplete="off"
          onValueChange={(value) => {
            setName(value)
            setError(undefined)
          }}
        />
      </form>
    </Dialog>
  )
}
