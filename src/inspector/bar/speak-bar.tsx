import { ChevronsUpDown, Hash, SendHorizontal, X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState, type FormEvent, type ReactElement } from 'react'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { Menu } from '#renderer/ui/menu.tsx'
import type { MenuItem } from '#renderer/ui/menu-items.ts'
import { TextField } from '#renderer/ui/text-field.tsx'
import { useToast } from '#renderer/ui/toasts.tsx'
import type { SpokenPlace } from '../control/simulator-door.ts'
import { showText } from '../journal/show-text.ts'
import { change } from '../page-state.ts'
import { useAnswer } from '../parts/use-answer.ts'
import { Who } from '../parts/who.tsx'
import { useDo, useShown } from '../use-inspector.ts'

function choices(places: readonly SpokenPlace[], chosen: string, onChoose: (id: string) => void): MenuItem[] {
  const groups = Map.groupBy(places, ({ server }) => server ?? 'Direct messages')
  return [...groups].map(([label, inside]) => ({
    id: label,
    label: showText(label),
    chosen,
    onChoose,
    choices: inside.map(({ id, name }) => ({ value: id, label: showText(name) })),
  }))
}

const NOWHERE: readonly SpokenPlace[] = []

interface SpeakBarProps {
  readonly user: string
}

/** Says something as somebody, by every rule of the gateway. */
export function SpeakBar({ user }: SpeakBarProps): ReactElement {
  const door = useShown((shown) => shown.door)
  const attempt = useDo()
  const toast = useToast()
  // Where they may speak, as the gateway lets them see it.
  const question = useCallback(() => door.placesOf(user), [door, user])
  const places = useAnswer(question) ?? NOWHERE
  const [chosen, setChosen] = useState<string>()
  const [content, setContent] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const place = places.find(({ id }) => id === chosen) ?? places[0]

  useEffect(() => {
    field.current?.focus()
  }, [])

  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    if (place === undefined || content.trim() === '') return
    void attempt(async () => {
      const { status, body } = await door.speak(user, place.id, content)
      if (status < 400) setContent('')
      else toast({ tone: 'bad', text: `The gateway answered ${status}: ${showText(JSON.stringify(body))}` })
    })
  }

  return (
    <form className="speak-bar" aria-label={`Speak as ${showText(user)}`} onSubmit={onSubmit}>
      <span className="speak-who">
        <Who name={user} />
      </span>
      <Menu
        side="top"
        items={choices(places, place?.id ?? '', setChosen)}
        trigger={
          <button
            type="button"
            className="picker"
            aria-label={`Channel: ${place === undefined ? 'none' : showText(place.name)}`}
          >
            <Hash className="icon-inline" aria-hidden="true" />
            <bdi>{place === undefined ? 'No channel' : showText(place.name)}</bdi>
            <ChevronsUpDown className="icon-inline" aria-hidden="true" />
          </button>
        }
      />
      <TextField
        ref={field}
        label="Message"
        hideLabel
        placeholder={`Say something as ${showText(user)}`}
        autoComplete="off"
        value={content}
        onValueChange={setContent}
        onKeyDown={(event) => {
          if (event.key === 'Escape') change({ speaker: undefined })
        }}
      />
      <IconButton
        icon={SendHorizontal}
        type="submit"
        tone={content.trim() === '' ? 'send-idle' : 'send'}
        label="Send"
        disabled={place === undefined}
      />
      <IconButton icon={X} label="Stop speaking" onClick={() => change({ speaker: undefined })} />
    </form>
  )
}
