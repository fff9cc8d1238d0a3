import { journalStep, type JournalStep } from '#shared/simulator/journal-step.ts'
import type { ControlLine } from './control-line.ts'
import { readStream, type StreamEvent } from './read-stream.ts'

export interface Told {
  /** Which journal it is: they count anew with each start of a gateway. */
  readonly run: number
  readonly steps: readonly JournalStep[]
  /** How many were forgotten before they were told. */
  readonly forgotten: number
}

interface Following {
  readonly line: ControlLine
  readonly below: string
  readonly signal: AbortSignal
  /** What has been told is not told again. */
  readonly after: string | undefined
}

function readEvents(events: readonly StreamEvent[]): Told {
  const steps: JournalStep[] = []
  let forgotten = 0
  let run = 0
  for (const { event, id = '', data } of events) {
    if (event === 'forgotten') forgotten += Number(data)
    else {
      run = Number(id.split(':', 1)[0])
      const step = journalStep.safeParse(JSON.parse(data))
      if (step.success) steps.push(step.data)
    }
  }
  return { run, steps, forgotten }
}

/** The steps of a journal as they are told, several together. It ends where the connection does. */
export async function* follow({ line, below, signal, after }: Following): AsyncGenerator<Told> {
  const body = await line.open(`${below}/events/stream`, { after, signal })
  for await (const events of readStream(body)) yield readEvents(events)
}
