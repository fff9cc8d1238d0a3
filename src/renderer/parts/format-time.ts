/** The words that times need, from the catalogue's `time`. */
interface TimeWords {
  readonly today: string
  readonly yesterday: string
  readonly at: (day: string, time: string) => string
}

interface TimeFormatOptions {
  /** A BCP 47 tag: decides the order of dates, and with it whether the clock has 12 or 24 hours. */
  readonly locale: string
  readonly words: TimeWords
  /** The user's own choice of clock, over the locale's. */
  readonly hour12?: boolean | undefined
  /** The system's where it is left out. */
  readonly timeZone?: string | undefined
}

/** Every way a moment is written. `now` is handed in: what is "today" changes while a window stays open. */
export interface TimeFormat {
  /** 14:32 or 2:32 PM, beside a message. */
  readonly time: (at: string) => string
  /** 14:32 or 2:32, where there is little room and the half of the day is plain from what stands above. */
  readonly gutter: (at: string) => string
  /** Today, Yesterday, Thursday, 26 November: between the messages of two days. */
  readonly day: (at: string, now: Date) => string
  /** The time of today, the weekday of this week, else the date: at the end of a row. */
  readonly short: (at: string, now: Date) => string
  /** 14:32, or Yesterday at 14:32: how old what is shown is. */
  readonly asOf: (at: string, now: Date) => string
  /** In full, for tooltips and accessible names. */
  readonly full: (at: string) => string
  /** The calendar day as `2026-11-26`: two messages stand under one divider if theirs are equal. */
  readonly dayKey: (at: string | Date) => string
}

const DAY_MS = 86_400_000

/** Whole calendar days between two day keys. */
function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / DAY_MS)
}

function localDay(date: Date): string {
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'))
  return `${String(date.getFullYear()).padStart(4, '0')}-${month}-${day}`
}

export function createTimeFormat({ locale, words, hour12, timeZone }: TimeFormatOptions): TimeFormat {
  /** Made when it is first needed: each costs as much as a dozen rows, and a start needs two of them. */
  const formatter = (options: Intl.DateTimeFormatOptions, tag = locale): (() => Intl.DateTimeFormat) => {
    let made: Intl.DateTimeFormat | undefined
    return () => (made ??= new Intl.DateTimeFormat(tag, timeZone === undefined ? options : { ...options, timeZone }))
  }

  const clock = hour12 === undefined ? {} : { hour12 }
  const key = formatter({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA')
  const padded = formatter({ hour: '2-digit', minute: '2-digit', ...clock })
  const halves = formatter({ hour: 'numeric', minute: '2-digit', ...clock })
  let hasHalves: boolean | undefined
  const hours = (): Intl.DateTimeFormat => {
    hasHalves ??= padded().resolvedOptions().hour12 === true
    return hasHalves ? halves() : padded()
  }
  const dayOfYear = formatter({ weekday: 'long', day: 'numeric', month: 'long' })
  const dayOfAnyYear = formatter({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const weekday = formatter({ weekday: 'short' })
  const shortDay = formatter({ day: 'numeric', month: 'short' })
  const shortDayOfAnyYear = formatter({ day: 'numeric', month: 'short', year: 'numeric' })
  const whole = formatter({ dateStyle: 'full', timeStyle: 'short', ...clock })

  function dayKey(at: string | Date): string {
    const date = typeof at === 'string' ? new Date(at) : at
    // In the system's own zone the date itself knows, in a hundredth of the time.
    return timeZone === undefined ? localDay(date) : key().format(date)
  }
  const time = (at: string): string => hours().format(new Date(at))

  function day(at: string, now: Date): string {
    const [its, today] = [dayKey(at), dayKey(now)]
    const ago = daysBetween(its, today)
    if (ago === 0) return words.today
    if (ago === 1) return words.yesterday
    const sameYear = its.slice(0, 4) === today.slice(0, 4)
    return (sameYear ? dayOfYear : dayOfAnyYear)().format(new Date(at))
  }

  function short(at: string, now: Date): string {
    const [its, today] = [dayKey(at), dayKey(now)]
    const ago = daysBetween(its, today)
    if (ago === 0) return time(at)
    if (ago > 0 && ago < 7) return weekday().format(new Date(at))
    return (its.slice(0, 4) === today.slice(0, 4) ? shortDay : shortDayOfAnyYear)().format(new Date(at))
  }

  /** What stands around the half of the day goes with it. */
  function gutter(at: string): string {
    const parts = hours().formatToParts(new Date(at))
    const from = parts.findIndex(({ type }) => type === 'hour')
    const to = parts.findIndex(({ type }) => type === 'minute')
    return parts
      .slice(from, to + 1)
      .map(({ value }) => value)
      .join('')
  }

  return {
    time,
    gutter,
    day,
    short,
    asOf: (at, now) => (dayKey(at) === dayKey(now) ? time(at) : words.at(day(at, now), time(at))),
    full: (at) => whole().format(new Date(at)),
    dayKey,
  }
}
