import { expect, test } from 'vitest'
import { channelIdOf, messageIdOf } from '../../fixtures/records.ts'
import type { NewMessage, Outbox } from '../../sync/outbox-types.ts'
import { MAX_CHARACTERS } from '../../parts/max-characters.ts'
import { sendMessage } from './send-message.ts'

const collecting = (messages: NewMessage[]): Pick<Outbox, 'send'> => ({
  send: (message) => void messages.push(message),
})

function sent(content: string): readonly NewMessage[] {
  const messages: NewMessage[] = []
  const went = sendMessage(collecting(messages), { channelId: channelIdOf(1), content })
  expect(went).toBe(messages.length > 0)
  return messages
}

test.each([
  ['a word', 'hello'],
  ['white space around it', '  indented\n\n'],
  ['as much as may be', 'x'.repeat(MAX_CHARACTERS)],
  ['what looks like HTML', '<b>&amp;</b>'],
])('what was typed goes out exactly as it was typed: %s', (_case, content) => {
  expect(sent(content)).toEqual([{ channelId: channelIdOf(1), content }])
})

test.each([
  ['nothing', ''],
  ['spaces and line breaks', ' \n\t '],
  ['the wide space of an input method', '\u3000'],
  ['more than may be', 'x'.repeat(MAX_CHARACTERS + 1)],
])('[F31] what cannot be sent is not tried: %s', (_case, content) => {
  expect(sent(content)).toEqual([])
})

test('a reply names what it replies to', () => {
  const messages: NewMessage[] = []
  const reply = { channelId: channelIdOf(1), content: 'yes', referencedMessageId: messageIdOf(3) }
  sendMessage(collecting(messages), reply)
  expect(messages).toEqual([reply])
})
