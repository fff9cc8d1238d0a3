import { useEffect, useState, type ReactElement } from 'react'
import { formatCount } from '../journal/format-clock.ts'
import type { Second } from '../journal/pace.ts'
import { useInspector } from '../use-inspector.ts'

const HEIGHT = 32
const WIDTH = 4

function useSeconds(): readonly Second[] {
  const { pace } = useInspector()
  const [seconds, setSeconds] = useState<readonly Second[]>([])
  useEffect(() => {
    const show = (): void => {
      setSeconds(pace.seconds(performance.now()))
    }
    show()
    const timer = setInterval(show, 1000)
    return () => {
      clearInterval(timer)
    }
  }, [pace])
  return seconds
}

const frame = (count: number) => ({ viewBox: `0 0 ${count * WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none' })

/** A tenth says something only of a few. */
const formatRate = (rate: number): string => formatCount(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate))

function Events({ seconds }: { readonly seconds: readonly Second[] }): ReactElement {
  const most = Math.max(4, ...seconds.map(({ events }) => events))
  const total = seconds.slice(-10).reduce((sum, { events }) => sum + events, 0)
  return (
    <figure aria-label="Events a second, in the last minute">
      <figcaption>
        <b>{formatRate(total / 10)} a second</b>
        events
      </figcaption>
      <svg {...frame(seconds.length)} aria-hidden="true">
        <path className="pace-floor" d={`M0 ${HEIGHT}H${seconds.length * WIDTH}`} />
        {seconds.map(({ events }, index) => {
          const height = (events / most) * (HEIGHT - 2)
          return (
            <rect
              // Each stands for one second of the last sixty, and for nothing else.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              className="pace-bar"
              x={index * WIDTH}
              y={HEIGHT - height}
              width={WIDTH - 1}
              height={height}
            />
          )
        })}
      </svg>
    </figure>
  )
}

/** A line from second to second, over those in which nothing was answered. */
function Latency({ seconds }: { readonly seconds: readonly Second[] }): ReactElement {
  const known = seconds.flatMap(({ answerMs }, index) => (answerMs === undefined ? [] : [{ index, answerMs }]))
  const most = Math.max(10, ...known.map(({ answerMs }) => answerMs))
  const points = known.map(({ index, answerMs }) => `${index * WIDTH} ${HEIGHT - 2 - (answerMs / most) * (HEIGHT - 4)}`)
  const newest = known.at(-1)
  return (
    <figure aria-label="How long answers took, in the last minute">
      <figcaption>
        <b>{newest === undefined ? 'no answers' : `${newest.answerMs} ms`}</b>
        latency
      </figcaption>
      <svg {...frame(seconds.length)} aria-hidden="true">
        <path className="pace-floor" d={`M0 ${HEIGHT}H${seconds.length * WIDTH}`} />
        {points.length === 0 ? null : <path className="pace-line" d={`M${points.join('L')}`} />}
        {points.map((point) => (
          <path key={point} className="pace-dot" d={`M${point}h0`} />
        ))}
      </svg>
    </figure>
  )
}

/** How much happens, and how fast it is answered. */
export function PaceStrip(): ReactElement {
  const seconds = useSeconds()
  return (
    <div className="pace">
      <Events seconds={seconds} />
      <Latency seconds={seconds} />
    </div>
  )
}
