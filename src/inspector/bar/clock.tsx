import { Clock as ClockIcon, Pause, Play } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import { Tag } from '#renderer/ui/badge.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { formatClock } from '../journal/format-clock.ts'
import { useDo, useShown } from '../use-inspector.ts'

const TICK_MS = 100

const jumps = [
  ['+5 s', 5_000],
  ['+5 min', 300_000],
  ['+1 h', 3_600_000],
] as const

/** The gateway's time as far as it is known here: what was told last, and what has passed since where it runs. */
function useTime(): number | undefined {
  const clock = useShown((shown) => shown.simulator?.clock)
  const toldAt = useShown((shown) => shown.toldAt)
  const isLive = useShown((shown) => shown.isLive)
  const [time, setTime] = useState<number>()
  const isTicking = clock?.running === true && isLive
  useEffect(() => {
    if (clock === undefined) return undefined
    const show = (): void => {
      setTime(clock.now + (isTicking ? performance.now() - toldAt : 0))
    }
    show()
    if (!isTicking) return undefined
    const timer = setInterval(show, TICK_MS)
    return () => {
      clearInterval(timer)
    }
  }, [clock, toldAt, isTicking])
  return time
}

export function Clock(): ReactElement {
  const door = useShown((shown) => shown.door)
  const isRunning = useShown((shown) => shown.simulator?.clock.running ?? true)
  const attempt = useDo()
  const time = useTime()
  return (
    <div className="clock" role="group" aria-label={isRunning ? 'Clock' : 'Virtual clock'}>
      <ClockIcon className="icon-inline" aria-hidden="true" />
      <time
        {...(time === undefined ? {} : { dateTime: new Date(time).toISOString(), title: new Date(time).toISOString() })}
      >
        {time === undefined ? '' : formatClock(time)}
      </time>
      {isRunning ? null : <Tag>Paused</Tag>}
      <IconButton
        icon={isRunning ? Pause : Play}
        size="small"
        label={isRunning ? 'Pause the clock' : 'Resume the clock'}
        onClick={() => void attempt(() => door.moveClock({ action: isRunning ? 'pause' : 'resume' }))}
      />
      {jumps.map(([label, ms]) => (
        <Button
          key={label}
          size="small"
          variant="quiet"
          className="tabular-nums"
          onClick={() => void attempt(() => door.moveClock({ action: 'advance', ms }))}
        >
          {label}
        </Button>
      ))}
    </div>
  )
}
