import { ArrowDownToLine, ListFilter } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button } from '#renderer/ui/button.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { filterTerms } from '../journal/filter.ts'
import { formatCount } from '../journal/format-clock.ts'
import { segments, type Segment } from '../journal/rows.ts'
import { change, usePage } from '../page-state.ts'
import { useShown } from '../use-inspector.ts'

const labels: Readonly<Record<Segment, string>> = {
  all: 'All',
  requests: 'Requests',
  changes: 'Changes',
  emits: 'Emits',
  deliveries: 'Deliveries',
}

interface FilterBarProps {
  readonly shown: number
  readonly total: number
}

export function FilterBar({ shown, total }: FilterBarProps): ReactElement {
  const { filter, segment, follows } = usePage((page) => page)
  const forgotten = useShown((state) => state.forgotten)
  return (
    <div className="filter-bar">
      <TextField
        label="Filter events"
        hideLabel
        type="search"
        leading={ListFilter}
        placeholder="after:14:31 not:typing"
        title={`Words that have to be there, and ${filterTerms.map((term) => `${term}:`).join(' ')}`}
        spellCheck={false}
        value={filter}
        onValueChange={(value) => change({ filter: value })}
      />
      <div className="segmented" role="group" aria-label="Kinds of event">
        {segments.map((each) => (
          <button key={each} type="button" aria-pressed={segment === each} onClick={() => change({ segment: each })}>
            {labels[each]}
          </button>
        ))}
      </div>
      <span className="flex-1" />
      <span className="filter-count" role="status" aria-label={`${shown} of ${total} events shown`}>
        {formatCount(shown)} of {formatCount(total)}
        {forgotten === 0 ? null : (
          <span className="button-words" title="What the gateway had forgotten before this page came">
            , {formatCount(forgotten)} forgotten
          </span>
        )}
      </span>
      <Button
        size="small"
        variant={follows ? 'default' : 'quiet'}
        icon={ArrowDownToLine}
        aria-label="Follow"
        aria-pressed={follows}
        onClick={() => change({ follows: !follows })}
      >
        <span className="button-words">Follow</span>
      </Button>
    </div>
  )
}
