import { expect, test } from 'vitest'
import { cleanMediaType, demandImage } from './media-types.ts'

test.each([
  ['Application/X-Thing', 'application/x-thing'],
  [' image/svg+xml ', 'image/svg+xml'],
  ['', 'application/octet-stream'],
  ['text', 'application/octet-stream'],
  ['text/html\r\nset-cookie: a=b', 'application/octet-stream'],
  ['text/ü', 'application/octet-stream'],
  ['text/html; charset=utf-8', 'application/octet-stream'],
  [`text/${'x'.repeat(200)}`, 'application/octet-stream'],
])('[UPL6] the type %j is kept as %j', (declared, kept) => {
  expect(cleanMediaType(declared)).toBe(kept)
})

test.each(['image/jpeg', 'image/jpg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'IMAGE/PNG'])(
  '[UPL6] %s is an image',
  (type) => {
    expect(() => {
      demandImage(type)
    }).not.toThrow()
  },
)

test.each(['image/svg+xml', 'text/html', 'image/bmp', 'image/png; x=y', 'image', ''])('[UPL6] %j is none', (type) => {
  expect(() => {
    demandImage(type)
  }).toThrow('Invalid file type. Only common image formats are allowed.')
})
