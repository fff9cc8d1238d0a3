import { expect, test } from 'vitest'
import { decodePage } from './decode-page.ts'

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

interface Page {
  readonly bytes: Buffer
  readonly says?: string
  readonly text: string
}

const inChinese = Buffer.concat([latin('<meta charset="gb2312">'), Buffer.from([0xc3, 0xa8])])
const oldWay = '<META content="text/html; charset=latin1" http-equiv=x>'
const twoBytes = Buffer.from('\uFEFFé猫', 'utf16le')

test.each<[string, Page]>([
  ['nothing said', { bytes: Buffer.from('é 猫'), text: 'é 猫' }],
  ['its mark', { bytes: Buffer.from('\uFEFFé'), says: 'text/html; charset=windows-1252', text: 'é' }],
  ['its mark, two bytes a letter', { bytes: twoBytes, says: 'text/html; charset=utf-8', text: 'é猫' }],
  ['the mark the other way round', { bytes: Buffer.from(twoBytes).swap16(), text: 'é猫' }],
  ['the server', { bytes: latin('é'), says: 'text/html; charset="ISO-8859-1"', text: 'é' }],
  ['the server, before the page', { bytes: Buffer.from('<meta charset=gbk>é'), says: 'x;charset=UTF-8', text: 'é' }],
  ['the page', { bytes: latin('<meta charset=latin1>é'), text: 'é' }],
  ['the page, the old way', { bytes: latin(`${oldWay}é`), text: 'é' }],
  ['the page, in Chinese', { bytes: inChinese, text: '猫' }],
  ['none of two bytes', { bytes: Buffer.from('<meta charset="utf-16">é'), text: 'é' }],
  [
    'no name that nobody knows',
    { bytes: Buffer.from('<meta charset=klingon>é'), says: 'x; charset=martian', text: 'é' },
  ],
  ['nothing said, and no UTF-8', { bytes: latin('a\xe9b'), text: 'a\uFFFDb' }],
])('[LINK5] the letters of a page are read by %s', (_what, { bytes, says = 'text/html', text }) => {
  expect(decodePage(bytes, says).replace(/^<.*>/, '')).toBe(text)
})

test('[LINK5] a word far down the page does not count', () => {
  expect(decodePage(latin(`${' '.repeat(1024)}<meta charset=latin1>é`), 'text/html')).toContain('\uFFFD')
})
