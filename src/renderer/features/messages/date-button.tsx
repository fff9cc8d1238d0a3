import { CalendarDays } from 'lucide-react'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useText } from '../../i18n/text-provider.tsx'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { TextField } from '../../ui/text-field.tsx'

/** The local midnight a day begins with; undefined where it is none. */
function startOf(day: string): number | undefined {
  const at = new Date(`${day}T00:00`).getTime()
  return Number.isNaN(at) ? undefined : at
}

interface DateButtonProps {
  /** Milliseconds since 1970. */
  readonly onGo: (at: number) => void
}

/** Goes to the first message of a day. */
export function DateButton({ onGo }: DateButtonProps): ReactElement {
  const text = useText()
  const [open, setOpen] = useState(false)
  const [day, setDay] = useState('')
  const at = startOf(day)

  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    if (at === undefined) return
    setOpen(false)
    onGo(at)
  }

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={text.messages.goToDate}
      trigger={<IconButton icon={CalendarDays} label={text.messages.goToDate} />}
    >
      <form className="date-form" onSubmit={onSubmit}>
        <TextField label={text.messages.goToDate} type="date" value={day} onValueChange={setDay} />
        <Button type="submit" variant="primary" disabled={at === undefined}>
          {text.messages.goToDateConfirm}
        </Button>
      </form>
    </Popover>
  )
}
