import { ChevronDown, CircleHelp } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Explanation } from '#shared/simulator/explanation.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Menu } from '#renderer/ui/menu.tsx'
import { onItsWay, personOf, type Row } from '../journal/rows.ts'
import { showText } from '../journal/show-text.ts'
import { useDo, useShown } from '../use-inspector.ts'

interface WhyProps {
  readonly row: Row
  readonly message: string
}

function Permissions({ steps }: { readonly steps: Explanation['permissions'] }): ReactElement {
  return (
    <dl aria-label="Permissions asked">
      {steps.map(({ by, permission, effect }) => (
        <div key={by + permission} className="contents">
          <dt>
            <bdi>{showText(by)}</bdi>, {permission}
          </dt>
          <dd data-effect={effect}>{effect}</dd>
        </div>
      ))}
    </dl>
  )
}

function Answer({ told }: { readonly told: Explanation }): ReactElement {
  return (
    <div
      className="answer"
      role="status"
      aria-label={`Why ${showText(told.user)} ${told.got ? 'got' : 'did not get'} it`}
    >
      <p>
        <b>
          <bdi>{showText(told.user)}</bdi> {told.got ? 'got it.' : 'did not get it.'}
        </b>{' '}
        {showText(told.because)}
      </p>
      {told.permissions.length > 0 ? <Permissions steps={told.permissions} /> : null}
    </div>
  )
}

/** The person whose delivery this is, and whether it came. */
function addressee({ step, arrival }: Row): { readonly name: string; readonly got: boolean } | undefined {
  const came = step.kind === 'delivery' ? step : arrival
  if (came !== undefined) return { name: came.user, got: !/^(?:dropped|gone)/.test(came.outcome) }
  const way = step.kind === 'fault' ? onItsWay(step.on) : undefined
  return way === undefined ? undefined : { name: personOf(way.socket), got: false }
}

const question = (name: string, got: boolean): string => `Why did ${showText(name)} ${got ? 'get' : 'not get'} it?`

/** Of any message: why somebody got it, or did not. */
export function Why({ row, message }: WhyProps): ReactElement {
  const door = useShown((shown) => shown.door)
  const people = useShown((shown) => shown.simulator?.people)
  const attempt = useDo()
  const [told, setTold] = useState<Explanation>()
  const to = addressee(row)

  function ask(name: string): void {
    void attempt(async () => {
      setTold(await door.explain(name, message))
    })
  }

  return (
    <>
      <div className="why">
        {to === undefined ? null : (
          <Button size="small" icon={CircleHelp} onClick={() => ask(to.name)}>
            {question(to.name, to.got)}
          </Button>
        )}
        <Menu
          items={(people ?? []).map(({ id, name }) => ({ id, label: showText(name), onSelect: () => ask(name) }))}
          trigger={
            <Button size="small" variant="quiet">
              {to === undefined ? 'Who got it, and why not?' : 'Somebody else'}
              <ChevronDown className="icon-tiny" aria-hidden="true" />
            </Button>
          }
        />
      </div>
      {told === undefined ? null : <Answer told={told} />}
    </>
  )
}
