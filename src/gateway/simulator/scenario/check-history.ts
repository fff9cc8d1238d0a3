import type { PastMessage } from '#shared/simulator/scenario-world.ts'
import type { Check } from './check-references.ts'
import type { Path } from './complaint.ts'

/** What else a message may be made of than words. */
const makings = ['text', 'files', 'sticker', 'voice', 'forward', 'payload'] as const

function checkMessage(check: Check, message: PastMessage, path: Path): void {
  const { known, demand, complain } = check
  const at = (name: string): Path => [...path, name]
  demand('channel', known.channels, { path: at('channel'), ref: message.channel })
  const authors = [...known.people, ...known.webhooks]
  demand('person, bot or webhook', authors, { path: at('by'), ref: message.by })
  demand('sticker', known.stickers, { path: at('sticker'), ref: message.sticker })
  for (const [emoji, people] of Object.entries(message.reactions ?? {})) {
    for (const [index, ref] of people.entries()) {
      demand('person', known.people, { path: [...path, 'reactions', emoji, index], ref })
    }
  }
  for (const [, ref] of (message.text ?? '').matchAll(/<@([a-z][\w-]*)>/g)) {
    demand('person', known.people, { path: at('text'), ref })
  }
  if (makings.every((name) => message[name] === undefined)) {
    complain(path, `There is nothing in this message: expected one of ${makings.join(', ')}`)
  }
}

function checkMessages(check: Check, messages: readonly PastMessage[]): ReadonlyMap<string, string> {
  /** Channels by the references of the messages so far. */
  const before = new Map<string, string>()
  for (const [index, message] of messages.entries()) {
    const path = ['world', 'history', 'messages', index]
    checkMessage(check, message, path)
    const here = [...before].filter(([, channel]) => channel === message.channel).map(([ref]) => ref)
    check.demand('earlier message of this channel', here, { path: [...path, 'reply'], ref: message.reply })
    check.demand('earlier message', before.keys(), { path: [...path, 'forward'], ref: message.forward })
    if (message.ref === undefined) continue
    if (before.has(message.ref)) check.complain([...path, 'ref'], `"${message.ref}" is there already`)
    before.set(message.ref, message.channel)
  }
  return before
}

function checkReads(check: Check, said: ReadonlyMap<string, string>): void {
  const { known, demand, file } = check
  for (const [index, { person, channel, upTo }] of (file.world.reads ?? []).entries()) {
    const path = ['world', 'reads', index]
    demand('person', known.people, { path: [...path, 'person'], ref: person })
    demand('channel', known.channels, { path: [...path, 'channel'], ref: channel })
    const here = [...said].filter(([, place]) => place === channel).map(([ref]) => ref)
    demand('message of this channel', here, { path: [...path, 'upTo'], ref: upTo })
  }
}

/** What was said, and who has read it. */
export function checkHistory(check: Check): void {
  const { known, demandAll, file } = check
  const { history } = file.world
  checkReads(check, checkMessages(check, history?.messages ?? []))
  for (const [index, { channels, authors }] of (history?.generate ?? []).entries()) {
    const path = ['world', 'history', 'generate', index]
    demandAll('channel', known.channels, { path: [...path, 'channels'], refs: channels })
    demandAll('person', known.people, { path: [...path, 'authors'], refs: authors })
  }
}
