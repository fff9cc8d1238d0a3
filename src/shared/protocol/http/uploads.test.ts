import { expect, test } from 'vitest'
import { presignBody } from './uploads.ts'

test.each<[object, object]>([
  [
    { filename: 'a.txt', size: 5 },
    { filename: 'a.txt', size: 5 },
  ],
  [
    { filename: ' a.txt ', size: '5', contentType: ' text/plain ' },
    { filename: 'a.txt', size: 5, contentType: 'text/plain' },
  ],
  [
    { filename: 'a', size: 1e15, contentType: '', more: true },
    { filename: 'a', size: 1e15, contentType: '' },
  ],
  ...[null, 5, {}, 'text/plain\nx: y', 'text/é'].map((contentType): [object, object] => [
    { filename: 'a', size: 5, contentType },
    { filename: 'a', size: 5 },
  ]),
])('[SIGN1] %j announces a file', (body, announced) => {
  expect(presignBody.parse(body)).toEqual(announced)
})

test.each<[unknown, string]>([
  [{ size: 5 }, 'filename is required'],
  [{ filename: '  ', size: 5 }, 'filename is required'],
  [{ filename: 7, size: 5 }, 'filename is required'],
  [undefined, 'filename is required'],
  [[], 'filename is required'],
  ...[undefined, null, 0, -1, 1.5, 'x', '', ' ', '0', 'Infinity', Number.NaN, true, [5]].map(
    (size): [unknown, string] => [{ filename: 'a.txt', size }, 'size is required'],
  ),
])('[SIGN1] %j does not: %s', (body, complaint) => {
  expect(presignBody.safeParse(body).error?.issues[0]?.message).toBe(complaint)
})
