import { expect, test } from 'vitest'
import { messageText } from './message-text.ts'

const ALMA = 'a'.repeat(24)
const CREW = 'c'.repeat(24)
const NOBODY = '0'.repeat(24)

const options = {
  names: {
    user: (id: string) => (id === ALMA ? { name: 'Alma', me: false } : undefined),
    channel: (id: string) => (id === CREW ? { name: 'crew', href: '/' } : undefined),
  },
  unknownPerson: 'unknown person',
}

test.each([
  ['plain', 'plain'],
  ['**bold** and `code`', 'bold and code'],
  [`<@${ALMA}> in <#${CREW}>, <@${NOBODY}> in <#${NOBODY}>`, `@Alma in #crew, @unknown person in <#${NOBODY}>`],
  ['the end: ||he did it||', 'the end: …'],
  ['one\n\n> two\n\n3. three\n- four', 'one two 3. three • four'],
  ['[text](https://example.com)', 'text'],
  ['```ts\nlet a\n```', 'let a'],
])('[TEXT1] %j in one line', (content, line) => {
  expect(messageText(content, options)).toBe(line)
})
