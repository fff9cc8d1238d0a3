import { Gavel } from 'lucide-react'
import { useCallback, type ReactElement } from 'react'
import type { Finding } from '#shared/simulator/finding.ts'
import { showText } from '../journal/show-text.ts'
import { change } from '../page-state.ts'
import { SectionHead } from '../parts/section-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { useShown } from '../use-inspector.ts'

const NONE: readonly Finding[] = []

function show({ steps }: Finding): void {
  const newest = steps.at(-1)
  if (newest !== undefined) change({ selected: { kind: 'step', cursor: newest.cursor }, follows: false })
}

/** What clients did wrong, where a referee watches them. Each leads to the step that showed it. */
export function Findings(): ReactElement | null {
  const isStrict = useShown((shown) => shown.simulator?.strict === true)
  const steps = useShown((shown) => shown.simulator?.steps)
  const door = useShown((shown) => shown.door)
  // The count is asked with: what a referee finds shows in steps that have just come.
  const question = useCallback(() => (steps === undefined ? Promise.resolve(NONE) : door.findings()), [door, steps])
  const findings = useAnswer(isStrict ? question : undefined)
  if (!isStrict) return null
  return (
    <section aria-labelledby="findings">
      <SectionHead id="findings" title="Findings" aside={findings?.length ?? ''} />
      {findings?.length === 0 ? <p className="side-none">No client has done anything wrong.</p> : null}
      <ul>
        {(findings ?? NONE).map((finding) => (
          <li key={`${finding.rule} ${finding.steps.at(-1)?.cursor}`}>
            <button type="button" className="place-row" title={showText(finding.text)} onClick={() => show(finding)}>
              <Gavel className="icon-inline" aria-hidden="true" />
              <bdi>
                {finding.rule}, {showText(finding.user)}
              </bdi>
              <span>{finding.steps.at(-1)?.cursor}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
