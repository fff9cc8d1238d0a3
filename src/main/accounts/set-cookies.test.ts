import { expect, test } from 'vitest'
import { setCookieValue } from './set-cookies.ts'

const joined =
  'mew_access_token=eyJ.a.b; Path=/; Expires=Thu, 01 Jan 2026 00:00:00 GMT; HttpOnly, ' +
  'mew_refresh_token=abc_-1; Path=/api/auth; SameSite=Lax, mew_csrf_token=x%2By; Path=/'

test('[COOKIE1] several cookies in one text are found by name, dates with commas between them', () => {
  expect(setCookieValue(joined, 'mew_access_token')).toBe('eyJ.a.b')
  expect(setCookieValue(joined, 'mew_refresh_token')).toBe('abc_-1')
  expect(setCookieValue(joined, 'mew_csrf_token')).toBe('x+y')
})

test('[COOKIE2] a name inside another, a cleared cookie and a broken escape are no cookie', () => {
  expect(setCookieValue('x_mew_csrf_token=1; Path=/', 'mew_csrf_token')).toBeUndefined()
  expect(setCookieValue('mew_csrf_token=; Path=/', 'mew_csrf_token')).toBeUndefined()
  expect(setCookieValue('mew_csrf_token=%E0%A4; Path=/', 'mew_csrf_token')).toBeUndefined()
  expect(setCookieValue(null, 'mew_csrf_token')).toBeUndefined()
})
