import { expect, test } from 'vitest'
import { messageText } from './message-text.ts'

const options = {
  names: {
    user: (id: string) => (id === 'abc' ? { name: 'Alma', me: false } : undefined),
    channel: (id: string) => (id === 'def' ? { name: 'crew', href: '/' } : undefined),
  },
  unknownPerson: 'unknown person',
}

test.each([
  ['plain', 'plain'],
  ['**bold** and `code`', 'bold and code'],
  ['<@abc> in <#def>, <@0> in <#0>', '@Alma in #crew, @unknown person in <#0>'],
  ['the end: ||he did it||', 'the end: …'],
  ['one\n\n> two\n\n3. three\n- four', 'one two 3. three • four'],
  ['[text](https://example.com)', 'text'],
  ['```ts\nlet a\n```', 'let a'],
])('[TEXT1] %j in one line', (content, line) => {
  expect(messageText(content, options)).toBe(line)
})
