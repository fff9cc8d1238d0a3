import { ChevronsUpDown, Clapperboard } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx'
import { Menu } from '#renderer/ui/menu.tsx'
import type { MenuChoices } from '#renderer/ui/menu-items.ts'
import type { ScenarioTitle } from '../control/process-door.ts'
import { showText } from '../journal/show-text.ts'
import { useDo, useShown } from '../use-inspector.ts'

/** The scenarios that come with the gateway, asked for when they are first wanted. */
function useScenarios(): readonly [readonly ScenarioTitle[], () => void] {
  const process = useShown((shown) => shown.process)
  const attempt = useDo()
  const [scenarios, setScenarios] = useState<readonly ScenarioTitle[]>([])
  const ask = (): void => {
    void attempt(async () => {
      setScenarios(await process.scenarios())
    })
  }
  return [scenarios, ask]
}

/** What is shown now may be a file, and stands in the list all the same. */
function choices(scenarios: readonly ScenarioTitle[], now: string): MenuChoices['choices'] {
  const known = scenarios.map(({ name, title }) => ({ value: name, label: `${name}: ${title}` }))
  return known.some(({ value }) => value === now) ? known : [{ value: now, label: showText(now) }, ...known]
}

/** Which world the gateway has, and another one for it. */
export function ScenarioPicker(): ReactElement {
  const scenario = useShown((shown) => shown.simulator?.scenario ?? '')
  const seed = useShown((shown) => shown.simulator?.seed ?? '')
  const process = useShown((shown) => shown.process)
  const attempt = useDo()
  const isReplay = useShown((shown) => shown.replayOf !== undefined)
  const [scenarios, ask] = useScenarios()
  const [wanted, setWanted] = useState<string>()
  const [isBusy, setBusy] = useState(false)

  async function begin(): Promise<void> {
    if (wanted === undefined) return
    setBusy(true)
    await attempt(() => process.startScenario(wanted))
    setBusy(false)
    setWanted(undefined)
  }

  return (
    <>
      <Menu
        onOpenChange={(open) => {
          if (open) ask()
        }}
        items={[
          {
            id: 'scenarios',
            label: 'Scenarios',
            chosen: scenario,
            choices: choices(scenarios, scenario),
            onChoose: (name) => setWanted(name === scenario ? undefined : name),
          },
        ]}
        trigger={
          <button
            type="button"
            className="picker"
            disabled={isReplay}
            aria-label={`Scenario: ${showText(scenario)} seed ${seed}`}
          >
            <Clapperboard className="icon-inline" aria-hidden="true" />
            <bdi>{showText(scenario)}</bdi> <span>seed {seed}</span>
            <ChevronsUpDown className="icon-inline" aria-hidden="true" />
          </button>
        }
      />
      <ConfirmDialog
        open={wanted !== undefined}
        onOpenChange={() => setWanted(undefined)}
        title={`Start ${wanted ?? ''}?`}
        description="Everybody is disconnected, and what this world has become is gone. The address stays."
        confirm="Start scenario"
        keep="Keep this world"
        busy={isBusy}
        onConfirm={() => void begin()}
      />
    </>
  )
}
