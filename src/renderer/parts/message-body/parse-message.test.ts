import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Block, Inline } from './nodes.ts'
import { parseMessage } from './parse-message.ts'

const text = (typed: string): Inline => ({ kind: 'text', text: typed })
const paragraph = (...children: readonly Inline[]): Block => ({ kind: 'paragraph', children })
const item = (marker: string | undefined, ...children: readonly Inline[]): object => ({
  marker,
  children: [paragraph(...children)],
})

/** What stands in a message as characters, wherever it stands. */
function charactersOf(node: unknown): string {
  if (typeof node !== 'object' || node === null) return ''
  if ('text' in node && typeof node.text === 'string') return node.text
  return Object.entries(node)
    .map(([key, value]) => (key === 'marker' || key === 'word' ? String(value ?? '') : charactersOf(value)))
    .join('')
}

function depthOf(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 0
  const own = 'kind' in node && node.kind !== 'paragraph' && 'children' in node ? 1 : 0
  return own + Math.max(0, ...Object.values(node).map(depthOf))
}

test.each([
  '10:30:45',
  '17:00',
  'D:\\new',
  'C:\\temp\\',
  'std::pair',
  'id: @user:server',
  ':name: :-) :D (c) -- ... "quoted"',
  '2*3*4 = 24',
  'a * b * c',
  'snake_case_name',
  '~5 min, ~10 at most, 好~谢谢~',
  'x || y || z',
  '&lt; & &amp; "Q&A" <b>',
  '#general',
  '#',
  '***',
  '---',
  '=====',
  '<div onclick="x">',
  'two  spaces   kept',
  '-5 degrees',
  '1.5 kg',
])('[F17][F20] %j is shown exactly as typed', (typed) => {
  expect(parseMessage(typed).blocks).toEqual([paragraph(text(typed))])
})

test('[F17] an address is shown as typed, and a link of the list is no emoji', () => {
  expect(parseMessage('http://test/').blocks).toEqual([
    paragraph({ kind: 'link', url: 'http://test/', children: [text('http://test/')] }),
  ])
  expect(parseMessage('8) next').blocks).toEqual([{ kind: 'list', ordered: true, items: [item('8)', text('next'))] }])
})

test('[F18] numbers of lists are those that were typed', () => {
  expect(parseMessage('4. d\n3. c\n2. b\n1. a').blocks).toEqual([
    {
      kind: 'list',
      ordered: true,
      items: [item('4.', text('d')), item('3.', text('c')), item('2.', text('b')), item('1.', text('a'))],
    },
  ])
  expect(parseMessage('5.\n10.').blocks).toEqual([
    {
      kind: 'list',
      ordered: true,
      items: [
        { marker: '5.', children: [] },
        { marker: '10.', children: [] },
      ],
    },
  ])
  expect(parseMessage('12345678. text').blocks).toEqual([
    { kind: 'list', ordered: true, items: [item('12345678.', text('text'))] },
  ])
  expect(parseMessage('1234567890. text').blocks).toEqual([paragraph(text('1234567890. text'))])
})

test('[MD1] emphasis, strike, code, spoilers', () => {
  expect(parseMessage('**a** *b* _c_ ~~d~~ `e  f` ||g **h**||').blocks).toEqual([
    paragraph(
      { kind: 'strong', children: [text('a')] },
      text(' '),
      { kind: 'emphasis', children: [text('b')] },
      text(' '),
      { kind: 'emphasis', children: [text('c')] },
      text(' '),
      { kind: 'strike', children: [text('d')] },
      text(' '),
      { kind: 'code', text: 'e  f' },
      text(' '),
      { kind: 'spoiler', children: [text('g '), { kind: 'strong', children: [text('h')] }] },
    ),
  ])
})

test('[MD2] emphasis inside Chinese text, where no spaces stand', () => {
  expect(parseMessage('中文*强调*中文').blocks).toEqual([
    paragraph(text('中文'), { kind: 'emphasis', children: [text('强调')] }, text('中文')),
  ])
})

test('[MD3] line breaks and blank lines as typed', () => {
  expect(parseMessage('a\nb\n\nc\n\n\n\nd').blocks).toEqual([
    paragraph(text('a'), { kind: 'break' }, text('b')),
    paragraph(text('c')),
    { kind: 'blank', lines: 2 },
    paragraph(text('d')),
  ])
})

test('[MD4] a line after a quote answers it and is not part of it', () => {
  expect(parseMessage('> asked\nanswered').blocks).toEqual([
    { kind: 'quote', children: [paragraph(text('asked'))] },
    paragraph(text('answered')),
  ])
})

test('[MD5] fenced code keeps everything', () => {
  expect(parseMessage('```ts\nconst a = `<b>`\n\n  // **no**\n```').blocks).toEqual([
    { kind: 'code', text: 'const a = `<b>`\n\n  // **no**', language: 'ts' },
  ])
})

test('[MD6] indented lines are text, with their spaces', () => {
  expect(parseMessage('    four\n  two').blocks).toEqual([
    paragraph(text('    four'), { kind: 'break' }, text('  two')),
  ])
})

test('[MD7] boxes to tick stay as typed', () => {
  expect(parseMessage('- [x] done\n- [ ] open').blocks).toEqual([
    {
      kind: 'list',
      ordered: false,
      items: [item(undefined, text('[x] '), text('done')), item(undefined, text('[ ] '), text('open'))],
    },
  ])
})

test('[MD8] tables have their columns aligned', () => {
  expect(parseMessage('| a | b |\n|---|--:|\n| 1 | 2 |').blocks).toEqual([
    {
      kind: 'table',
      header: [
        { align: 'start', children: [text('a')] },
        { align: 'end', children: [text('b')] },
      ],
      rows: [
        [
          { align: 'start', children: [text('1')] },
          { align: 'end', children: [text('2')] },
        ],
      ],
    },
  ])
})

test('[MD9] headings', () => {
  expect(parseMessage('## Plan\nfirst').blocks).toEqual([
    { kind: 'heading', level: 2, children: [text('Plan')] },
    paragraph(text('first')),
  ])
})

const CHANNEL = 'c'.repeat(24)

test('[MD10] people, channels and calls to everyone, but not in code', () => {
  expect(
    parseMessage(`<@66F0c2a41be09d4f7a1c3e58> see <#${CHANNEL}> @everyone \`<@${CHANNEL}>\` <@!${CHANNEL}> <@a>`)
      .blocks,
  ).toEqual([
    paragraph(
      { kind: 'user', id: '66f0c2a41be09d4f7a1c3e58' },
      text(' see '),
      { kind: 'channel', id: CHANNEL },
      text(' '),
      { kind: 'everyone', word: 'everyone' },
      text(' '),
      { kind: 'code', text: `<@${CHANNEL}>` },
      text(` <@!${CHANNEL}> <@a>`),
    ),
  ])
})

test('[MD11] emoji stand apart, and a few alone are known as such', () => {
  expect(parseMessage('hi 👍🏽').blocks).toEqual([paragraph(text('hi '), { kind: 'emoji', text: '👍🏽' })])
  expect(parseMessage('❤️ 👩‍👩‍👧').emojiOnly).toBe(true)
  expect(parseMessage('🎉'.repeat(11)).emojiOnly).toBe(false)
  expect(parseMessage('5 © #').emojiOnly).toBe(false)
})

test.each([
  '[a](javascript:alert(1))',
  '[a](JAVASCRIPT:alert(1))',
  '[a](java\tscript:alert(1))',
  '[a](data:text/html,<script>alert(1)</script>)',
  '[a](vbscript:x)',
  '[a](file:///etc/passwd)',
  '[a](/relative)',
  '[a](//host/path)',
  '<javascript:alert(1)>',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '![a](javascript:alert(1))',
])('[XSS1] %j is text and leads nowhere', (hostile) => {
  expect(charactersOf(parseMessage(hostile).blocks)).toBe(hostile)
  expect(JSON.stringify(parseMessage(hostile))).not.toContain('"kind":"link"')
})

test('[MD12] a hundred links and mentions are marked, the rest is text', () => {
  const [block] = parseMessage(`https://a.example <@${CHANNEL}> `.repeat(80)).blocks
  const children = block?.kind === 'paragraph' ? block.children : []
  expect(children.filter(({ kind }) => kind === 'link' || kind === 'user')).toHaveLength(100)
  expect(charactersOf(block)).toContain(`<@${CHANNEL}>`)
})

test.each([
  ['quotes', '> '.repeat(40) + 'end'],
  ['lists', '- '.repeat(40) + 'end'],
  ['emphasis', Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? '*' : '_')).join('a ') + 'end'],
  ['quotes in lists', '> - '.repeat(40) + 'end'],
])('[MD13] %s deeper than sixteen are text', (_name, nested) => {
  expect(depthOf(parseMessage(nested).blocks)).toBeLessThanOrEqual(16)
  expect(charactersOf(parseMessage(nested).blocks)).toContain('end')
})

const hostile: Readonly<Record<string, string>> = {
  quotes: '>'.repeat(10_000),
  'spaced quotes': '> '.repeat(5000),
  brackets: '['.repeat(10_000),
  'open links': '[a]('.repeat(2500),
  'balanced brackets': '['.repeat(5000) + ']'.repeat(5000),
  stars: '**a* '.repeat(2000),
  'stars and lines': '_a*'.repeat(3333),
  lines: '__a__b'.repeat(1666),
  backticks: '`a``b'.repeat(2000),
  bullets: '- '.repeat(5000),
  'nested lists': Array.from({ length: 140 }, (_, depth) => `${' '.repeat(depth)}- x`).join('\n'),
  'closed brackets after an address': `https://a.example/${'.)'.repeat(5000)}`,
  spoilers: '||a'.repeat(3333),
  tildes: '~~a'.repeat(3333),
  'mail addresses': 'a@'.repeat(5000),
  table: `a|b\n-|-\n${'a|b\n'.repeat(2500)}`,
  everything: '[*`<~|'.repeat(1666),
}

test.each(Object.entries(hostile))('[MD14] 10 kB of %s are read at once', (_name, content) => {
  // The best of three: how busy the machine is with other things says nothing about the parser.
  const times = ['', ' ', '  '].map((end) => {
    const start = performance.now()
    parseMessage(content + end)
    return performance.now() - start
  })
  // The goal is 50 ms; a test asserts no more than ten times that.
  expect(Math.min(...times)).toBeLessThan(500)
})

test('[MD15] whatever is typed, its letters and digits are all there', () => {
  const marks = fc.constantFrom(...'*_~`|>#-+.)([]!<@:/\\ \n'.split(''))
  const words = fc.constantFrom('a', 'b1', '中文', '好', '3', 'www.', 'http://x.y', '👍')
  const typed = fc.array(fc.oneof(marks, words), { maxLength: 40 }).map((parts) => parts.join(''))
  // Addresses may be shown by their text alone, and the word after a fence names its language.
  const isOpen = (content: string): boolean => !/\]\(|```|~~~/.test(content)
  fc.assert(
    fc.property(typed.filter(isOpen), (content) => {
      const lettersOf = (all: string): string => all.replaceAll(/[^\p{L}\p{N}]/gu, '')
      expect(lettersOf(charactersOf(parseMessage(content).blocks))).toBe(lettersOf(content))
    }),
    { numRuns: 2000 },
  )
})

test.each(['x\n#\nb', '@\n# \na', 'one\n##\n\ntwo', 'one\n###### ##  \ntwo', '#\n#\na'])(
  '[MD15] a heading of nothing takes nothing with it: %j',
  (content) => {
    const drawn = charactersOf(parseMessage(content).blocks)
    expect(drawn.replaceAll(/\s/g, '')).toBe(content.replaceAll(/\s/g, ''))
  },
)

test('[MD15] what only looks like a person or a channel stays as it was typed', () => {
  expect(charactersOf(parseMessage('<@a> <#b1>').blocks)).toBe('<@a> <#b1>')
})

test('[MD16] the same text is parsed once', () => {
  expect(parseMessage('**once**')).toBe(parseMessage('**once**'))
})
