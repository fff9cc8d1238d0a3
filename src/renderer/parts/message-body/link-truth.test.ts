import { expect, test } from 'vitest'
import { tellLinkTruth } from './link-truth.ts'

test.each([
  ['https://example.com/a', 'https://example.com/a', false],
  ['https://example.com/a', 'click here', false],
  ['https://example.com/a', 'www.example.com', false],
  ['https://evil.example/', 'https://bank.example', true],
  ['https://evil.example/', 'bank.example/login', true],
  ['https://evil.example/', 'b\u200bank.example', true],
  ['https://xn--pple-43d.com/', 'apple.com', true],
  ['https://evil.example/', 'log in at bank.example now', true],
  ['https://evil.example/', 'version 1.2 is out', false],
] as const)('[LINK1] %s shown as %j', (url, text, deceptive) => {
  expect(tellLinkTruth(url, text).deceptive).toBe(deceptive)
})

test('[LINK2] the host is the real one, mixed scripts in punycode, whatever stands before an @', () => {
  expect(tellLinkTruth('https://bank.example@evil.example/', '').host).toBe('evil.example')
  expect(tellLinkTruth(new URL('https://аpple.com').href, '').host).toBe('xn--pple-43d.com')
  expect(tellLinkTruth('mailto:someone@mail.example', '').host).toBe('someone@mail.example')
})
