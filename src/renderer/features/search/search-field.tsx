import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { useText } from '../../i18n/text-provider.tsx'
import { MAX_SEARCH_LENGTH } from '../../sync/search.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { isComposing } from '../../ui/is-composing.ts'
import { Key } from '../../ui/key.tsx'
import { searchKeys, useSearchKeys } from './search-keys.ts'
import { useFocusAtFirst } from './use-focus-at-first.ts'
import type { SearchParts, Searching } from './use-search.ts'

/** Whoever still types is not searched for. */
const PAUSE_MS = 300

interface Typing {
  /** Looks for it at once. */
  readonly now: (text: string) => void
  /** Looks for it when no more is typed. */
  readonly soon: (text: string) => void
}

function useTyping(look: (text: string) => void): Typing {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  function now(text: string): void {
    clearTimeout(timer.current)
    look(text.trim())
  }
  return {
    now,
    soon: (text) => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => now(text), PAUSE_MS)
    },
  }
}

interface SearchFieldProps extends SearchParts {
  readonly searching: Searching
  /** The channel's name. */
  readonly name: string
  /** Narrow: the field is behind a button, and lies over the head. */
  readonly folded: boolean
}

interface FieldProps extends Omit<SearchFieldProps, 'folded'> {
  readonly takesFocus: boolean
  /** Somebody is done with searching. */
  readonly onEmptied: () => void
}

function Field({ searching, field, list, name, takesFocus, onEmptied }: FieldProps): ReactElement {
  const text = useText()
  const [typed, setTyped] = useState(searching.query?.text ?? '')
  const { now, soon } = useTyping(searching.look)
  useFocusAtFirst(field, { takesFocus, onTaken: searching.onReturned })

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (isComposing(event)) return
    if (event.key === 'Enter') now(typed)
    else if (event.key === 'Escape') onEmptied()
    else if (event.key === 'ArrowDown') list.current?.querySelector('a')?.focus()
    else return
    event.preventDefault()
  }

  return (
    <label className="search-field input" title={text.search.in(name)}>
      <Search className="icon-inline text-muted" aria-hidden="true" />
      <input
        ref={field}
        type="search"
        dir="auto"
        aria-label={text.search.label}
        aria-keyshortcuts={searchKeys.spoken}
        placeholder={text.search.label}
        maxLength={MAX_SEARCH_LENGTH}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onKeyDown={onKeyDown}
        onChange={({ target, nativeEvent }) => {
          setTyped(target.value)
          // What an input method has not finished is no word yet.
          if (!('isComposing' in nativeEvent && nativeEvent.isComposing === true)) soon(target.value)
        }}
        onCompositionEnd={({ currentTarget }) => {
          soon(currentTarget.value)
        }}
      />
      {typed === '' ? (
        <Key>{searchKeys.shown}</Key>
      ) : (
        <IconButton icon={X} size="small" label={text.search.clear} className="field-button" onClick={onEmptied} />
      )}
    </label>
  )
}

interface UnfoldProps extends Pick<SearchFieldProps, 'searching'> {
  readonly onClick: () => void
}

/** In a narrow window: the way to the field. */
function Unfold({ searching, onClick }: UnfoldProps): ReactElement {
  const text = useText()
  const button = useRef<HTMLButtonElement>(null)
  useFocusAtFirst(button, { takesFocus: searching.returns, onTaken: searching.onReturned })
  return (
    <IconButton ref={button} icon={Search} label={text.search.open} shortcut={searchKeys.shown} onClick={onClick} />
  )
}

/** Where one writes what is looked for. */
export function SearchField({ searching, field, list, name, folded }: SearchFieldProps): ReactElement {
  const [unfoldedIn, setUnfoldedIn] = useState<number>()
  const { round } = searching

  useSearchKeys(
    () => field.current !== null && document.activeElement === field.current,
    () => {
      setUnfoldedIn(round)
      field.current?.focus()
      field.current?.select()
    },
  )

  const onUnfold = (): void => setUnfoldedIn(round)
  if (folded && unfoldedIn !== round) return <Unfold searching={searching} onClick={onUnfold} />
  return (
    <search className={folded ? 'search-box search-box-over' : 'search-box'}>
      <Field
        key={round}
        searching={searching}
        field={field}
        list={list}
        name={name}
        takesFocus={folded || searching.returns}
        onEmptied={searching.close}
      />
    </search>
  )
}
