import { expect, test } from 'vitest'
import { en } from '../i18n/en.ts'
import { zhHans } from '../i18n/zh-hans.ts'
import { createTimeFormat } from './format-time.ts'

const timeZone = 'Europe/Berlin'
const british = createTimeFormat({ locale: 'en-GB', words: en.time, timeZone })
const american = createTimeFormat({ locale: 'en-US', words: en.time, timeZone })
const chinese = createTimeFormat({ locale: 'zh-Hans', words: zhHans.time, timeZone })

/** A Friday, 14:32 in Berlin. */
const now = new Date('2026-11-27T13:32:00.000Z')

/** Some releases of ICU put a narrow space before AM and PM. */
const plain = (text: string): string => text.replace(/\u202f/g, ' ')

test('[TIME1] the clock is that of the locale, or the one the user chose', () => {
  expect(british.time('2026-11-27T13:32:00.000Z')).toBe('14:32')
  expect(plain(american.time('2026-11-27T13:32:00.000Z'))).toBe('2:32 PM')
  expect(chinese.time('2026-11-27T08:05:00.000Z')).toBe('09:05')
  const chosen = createTimeFormat({ locale: 'en-US', words: en.time, timeZone, hour12: false })
  expect(chosen.time('2026-11-27T13:32:00.000Z')).toBe('14:32')
})

test('[TIME1] where there is little room the half of the day is left out', () => {
  expect(british.gutter('2026-11-27T13:32:00.000Z')).toBe('14:32')
  expect(american.gutter('2026-11-27T13:32:00.000Z')).toBe('2:32')
  const halves = createTimeFormat({ locale: 'zh-Hans', words: zhHans.time, timeZone, hour12: true })
  expect(halves.gutter('2026-11-27T13:32:00.000Z')).toBe('2:32')
})

test('[TIME2] a divider says today, yesterday, or which day', () => {
  expect(british.day('2026-11-27T00:30:00.000Z', now)).toBe('Today')
  expect(british.day('2026-11-26T22:59:00.000Z', now)).toBe('Yesterday')
  expect(british.day('2026-11-25T12:00:00.000Z', now)).toBe('Wednesday 25 November')
  expect(american.day('2026-11-25T12:00:00.000Z', now)).toBe('Wednesday, November 25')
  expect(american.day('2025-11-25T12:00:00.000Z', now)).toBe('Tuesday, November 25, 2025')
  expect(chinese.day('2026-11-26T12:00:00.000Z', now)).toBe('昨天')
})

test('[TIME3] days are those of the time zone shown, also where one has 23 hours', () => {
  expect(british.dayKey('2026-11-26T23:30:00.000Z')).toBe('2026-11-27')
  const afterChange = new Date('2026-03-29T10:00:00.000Z')
  expect(british.day('2026-03-28T10:00:00.000Z', afterChange)).toBe('Yesterday')
})

test('[TIME3] in the system’s own zone days are the same, whether it is named or not', () => {
  const words = en.time
  const named = createTimeFormat({
    locale: 'en-GB',
    words,
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  })
  const own = createTimeFormat({ locale: 'en-GB', words })
  for (let hour = 0; hour < 400; hour += 1) {
    const at = new Date(Date.UTC(2026, 2, 20, hour, 59))
    expect(own.dayKey(at)).toBe(named.dayKey(at))
  }
})

test('[TIME4] a row ends in the time, the weekday or the date', () => {
  expect(british.short('2026-11-27T08:00:00.000Z', now)).toBe('09:00')
  expect(british.short('2026-11-24T08:00:00.000Z', now)).toBe('Tue')
  expect(british.short('2026-11-20T08:00:00.000Z', now)).toBe('20 Nov')
  expect(british.short('2025-11-20T08:00:00.000Z', now)).toBe('20 Nov 2025')
  expect(british.short('2026-11-28T08:00:00.000Z', now)).toBe('28 Nov')
})

test('[TIME5] what is shown offline says how old it is', () => {
  expect(british.asOf('2026-11-27T13:00:00.000Z', now)).toBe('14:00')
  expect(british.asOf('2026-11-26T13:00:00.000Z', now)).toBe('Yesterday at 14:00')
})
