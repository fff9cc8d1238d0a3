import { expect, test } from 'vitest'
import { safeUrl, urlAtStart } from './find-url.ts'

test.each([
  ['https://example.com', 'https://example.com'],
  ['https://example.com.', 'https://example.com'],
  ['https://example.com/a?b=c#d, and', 'https://example.com/a?b=c#d'],
  ['https://example.com/a_(b)).', 'https://example.com/a_(b)'],
  ['https://example.com/a"b', 'https://example.com/a'],
  ['https://example.com，很好', 'https://example.com'],
  ['https://example.com很好', 'https://example.com'],
  ['https://example.com/路径。', 'https://example.com/路径'],
  ['https://例え.jp/パス', 'https://例え.jp/パス'],
  ['http://localhost:3000/x', 'http://localhost:3000/x'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
  ['www.example.com/x', 'www.example.com/x'],
  ['http://test/', 'http://test/'],
  ['https://', undefined],
  ['ftp://example.com', undefined],
  ['example.com', undefined],
] as const)('[URL1] %j begins with %j', (text, url) => {
  expect(urlAtStart(text)).toBe(url)
})

test.each([
  ['https://example.com', 'https://example.com/'],
  ['www.example.com', 'https://www.example.com/'],
  ['mailto:a@b.example', 'mailto:a@b.example'],
  ['https://аpple.com', 'https://xn--pple-43d.com/'],
  ['javascript:alert(1)', undefined],
  [' java\nscript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['blob:https://example.com/x', undefined],
  ['/path', undefined],
  ['//example.com', undefined],
  ['http://', undefined],
] as const)('[URL2] %j may lead to %j', (href, url) => {
  expect(safeUrl(href)).toBe(url)
})
