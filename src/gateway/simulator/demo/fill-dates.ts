const DAY_MS = 86_400_000

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })

/** Puts a weekday where a text says `{day+3}`: so many days after it was said. `offsetMs` is the local time's. */
export function fillDates(content: string, at: number, offsetMs: number): string {
  return content.replaceAll(/\{day\+(\d+)\}/g, (_match, days: string) =>
    weekday.format(at + offsetMs + Number(days) * DAY_MS),
  )
}
