import { CloudOff, KeyRound } from 'lucide-react'
import { useEffect, type ReactElement } from 'react'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Spinner } from '#renderer/ui/spinner.tsx'
import { Strip } from '#renderer/ui/strip.tsx'
import { FilterBar } from './bar/filter-bar.tsx'
import { PaceStrip } from './bar/pace-strip.tsx'
import { ReplayStrip } from './bar/replay-strip.tsx'
import { SpeakBar } from './bar/speak-bar.tsx'
import { TopBar } from './bar/top-bar.tsx'
import { PersonDetail } from './detail/person-detail.tsx'
import { StepDetail } from './detail/step-detail.tsx'
import { EventLog } from './log/event-log.tsx'
import { useShownRows } from './log/use-shown-rows.ts'
import { leave, usePage } from './page-state.ts'
import { Faults } from './side/faults.tsx'
import { Findings } from './side/findings.tsx'
import { People } from './side/people.tsx'
import { Rooms } from './side/rooms.tsx'
import { Snapshots } from './side/snapshots.tsx'
import { useInspector, useShown } from './use-inspector.ts'

function Side(): ReactElement {
  return (
    <aside className="side" aria-label="People, rooms and faults">
      <div className="side-head">
        <h1>Gateway inspector</h1>
      </div>
      <div className="side-scroll">
        <People />
        <Rooms />
        <Faults />
        <Findings />
        <Snapshots />
      </div>
    </aside>
  )
}

function Selected(): ReactElement | null {
  const selected = usePage((page) => page.selected)
  if (selected === undefined) return null
  return selected.kind === 'step' ? <StepDetail cursor={selected.cursor} /> : <PersonDetail name={selected.name} />
}

/** Where another gateway or another run is shown, nothing of before is selected. */
function useLeaving(): void {
  const run = useShown((shown) => shown.simulator?.run)
  const below = useShown((shown) => shown.door.below)
  useEffect(() => {
    if (run !== undefined || below !== '') leave()
  }, [run, below])
}

function Main(): ReactElement {
  const { log } = useInspector()
  useLeaving()
  const isLive = useShown((shown) => shown.isLive)
  const speaker = usePage((page) => page.speaker)
  const shown = useShownRows()
  return (
    <main className="inspector-main" aria-label="Gateway inspector">
      <TopBar />
      {isLive ? null : (
        <div role="status">
          <Strip
            tone="warn"
            icon={CloudOff}
            text="The gateway does not answer. What it told stands here; it is asked again every second."
          />
        </div>
      )}
      <ReplayStrip />
      <FilterBar shown={shown.length} total={log.rows().length} />
      <div className="inspector-columns">
        <EventLog shown={shown} />
        <Selected />
      </div>
      {speaker === undefined ? null : <SpeakBar key={speaker} user={speaker} />}
      <PaceStrip />
    </main>
  )
}

export function App(): ReactElement {
  const phase = useShown((shown) => shown.phase)
  const refused = useShown((shown) => shown.refused)
  if (phase === 'locked') {
    return (
      <main className="inspector-door" aria-label="Gateway inspector">
        <EmptyState
          icon={KeyRound}
          title="This page opens with a code"
          text={
            <>
              {refused} Run <code>mew-gateway inspector</code> for an address with a new one: it is good once, for a
              minute.
            </>
          }
        />
      </main>
    )
  }
  if (phase === 'opening') {
    return (
      <main className="inspector-door" aria-label="Gateway inspector" aria-busy="true">
        <Spinner />
      </main>
    )
  }
  return (
    <div className="inspector">
      <Side />
      <Main />
    </div>
  )
}
