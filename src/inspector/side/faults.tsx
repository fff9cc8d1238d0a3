import { Plus } from 'lucide-react'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import type { FaultState } from '#shared/simulator/control.ts'
import { profileNames } from '#shared/simulator/profile-names.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { Menu } from '#renderer/ui/menu.tsx'
import { showText } from '../journal/show-text.ts'
import { SectionHead } from '../parts/section-head.tsx'
import { Switch } from '../parts/switch.tsx'
import { useDo, useShown } from '../use-inspector.ts'
import { describeFault, describeStanding, faultRows, isUsedUp, type FaultRow } from './fault-presets.ts'

const RulesDialog = lazy(async () => ({ default: (await import('./rules-dialog.tsx')).RulesDialog }))

function useSwitch({ fault, standing }: FaultRow): (on: boolean) => void {
  const door = useShown((shown) => shown.door)
  const attempt = useDo()
  return (on) => {
    void attempt(() => {
      if (standing === undefined) return door.addFault(fault)
      // One that is used up would do nothing when it is switched on again.
      return !on && isUsedUp(standing) ? door.removeFault(standing.id) : door.switchFault(standing.id, on)
    })
  }
}

function Fault({ row }: { readonly row: FaultRow }): ReactElement {
  const { name, fault, standing } = row
  const door = useShown((shown) => shown.door)
  const attempt = useDo()
  const onSwitch = useSwitch(row)
  const isOn = standing?.enabled === true
  const has = standing !== undefined && (isOn || standing.struck > 0) ? `${describeStanding(standing)}, ` : ''
  const said = has + showText(describeFault(fault))
  return (
    <li className="side-row fault-row">
      <span>
        <b>
          <bdi>{showText(name)}</bdi>
        </b>
        <p title={said}>{said}</p>
      </span>
      {standing !== undefined && standing.holding > 0 ? (
        <button
          type="button"
          className="link text-12"
          aria-label={`Release what ${showText(name)} holds`}
          onClick={() => void attempt(() => door.releaseFault(standing.id))}
        >
          Release
        </button>
      ) : null}
      <Switch label={showText(name)} on={isOn} onChange={onSwitch} />
    </li>
  )
}

const NONE: readonly FaultState[] = []

export function Faults(): ReactElement {
  const faults = useShown((shown) => shown.simulator?.faults ?? NONE)
  const door = useShown((shown) => shown.door)
  const attempt = useDo()
  const [isEditing, setEditing] = useState(false)
  const profiles = profileNames.filter((profile) => profile !== 'none')
  return (
    <section aria-labelledby="faults">
      <SectionHead id="faults" title="Faults">
        <button type="button" className="link" onClick={() => setEditing(true)}>
          Edit rules
        </button>
        <Menu
          align="end"
          trigger={<IconButton icon={Plus} size="small" label="Add a profile of faults" />}
          items={profiles.map((profile) => ({
            id: profile,
            label: profile,
            onSelect: () => void attempt(() => door.addProfile(profile)),
          }))}
        />
      </SectionHead>
      <ul>
        {faultRows(faults).map((row) => (
          <Fault key={row.standing?.id ?? row.name} row={row} />
        ))}
      </ul>
      {isEditing ? (
        <Suspense>
          <RulesDialog faults={faults} onClose={() => setEditing(false)} />
        </Suspense>
      ) : null}
    </section>
  )
}
