import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId, useState, type CSSProperties, type KeyboardEvent, type ReactElement } from 'react'
import { jsonLines, openAtFirst, parentPath, type JsonLine } from './json-lines.ts'

interface JsonTreeProps {
  readonly label: string
  readonly value: unknown
}

const classes: Readonly<Record<JsonLine['kind'], string>> = {
  string: 'json-string',
  number: 'json-number',
  none: 'json-none',
  open: '',
  closed: 'json-none',
  empty: 'json-none',
}

interface LineProps {
  readonly id: string
  readonly line: JsonLine
  readonly isSelected: boolean
  readonly onPress: () => void
}

function Line({ id, line, isSelected, onPress }: LineProps): ReactElement {
  const { kind, key, depth, text } = line
  const Chevron = kind === 'open' ? ChevronDown : ChevronRight
  const canOpen = kind === 'open' || kind === 'closed'
  return (
    <div
      role="treeitem"
      id={id}
      tabIndex={-1}
      aria-level={depth + 1}
      aria-selected={isSelected}
      {...(canOpen ? { 'aria-expanded': kind === 'open' } : {})}
      data-whole={isSelected}
      className="json-row"
      style={{ '--depth': depth } as CSSProperties}
      onMouseDown={onPress}
    >
      {canOpen ? <Chevron className="icon-tiny" aria-hidden="true" /> : null}
      {key === '' ? null : <span className="json-key">{key}</span>}{' '}
      <span className={classes[kind]} title={text}>
        {text}
      </span>
    </div>
  )
}

/** A value as a tree. Arrows go through it, open and close; the selected line is shown whole. */
export function JsonTree({ label, value }: JsonTreeProps): ReactElement {
  const id = useId()
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [selected, setSelected] = useState('')
  const isOpen = (path: string, depth: number): boolean => changed.get(path) ?? openAtFirst(path, depth)
  const lines = jsonLines(value, isOpen)
  const place = lines.findIndex(({ path }) => path === selected)
  const line = lines[place]

  const open = ({ path }: JsonLine, wanted: boolean): void => setChanged(new Map(changed).set(path, wanted))

  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setSelected(lines[Math.min(place + 1, lines.length - 1)]?.path ?? ''),
    ArrowUp: () => setSelected(lines[Math.max(place - 1, 0)]?.path ?? ''),
    ArrowRight: () => {
      if (line?.kind === 'closed') open(line, true)
    },
    ArrowLeft: () => {
      if (line?.kind === 'open') open(line, false)
      else if (line !== undefined) setSelected(parentPath(line.path))
    },
    Home: () => setSelected(lines[0]?.path ?? ''),
    End: () => setSelected(lines.at(-1)?.path ?? ''),
  }

  function onKeyDown(event: KeyboardEvent): void {
    const act = keys[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  }

  return (
    <div
      role="tree"
      aria-label={label}
      aria-activedescendant={place >= 0 ? `${id}-${place}` : undefined}
      tabIndex={0}
      dir="ltr"
      className="json"
      onKeyDown={onKeyDown}
    >
      {lines.map((each, index) => (
        <Line
          key={each.path}
          id={`${id}-${index}`}
          line={each}
          isSelected={index === place}
          onPress={() => {
            setSelected(each.path)
            if (each.kind === 'open' || each.kind === 'closed') open(each, each.kind === 'closed')
          }}
        />
      ))}
    </div>
  )
}
