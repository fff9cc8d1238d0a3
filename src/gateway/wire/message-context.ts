import type { Attachment } from '#shared/models/message.ts'

/** What of a message the rendering reads. Its payload is whatever a client sent. */
export interface Rendered {
  readonly content?: string | null | undefined
  readonly plainText?: string | undefined
  readonly payload?: Readonly<Record<string, unknown>> | undefined
  readonly attachments: readonly Attachment[]
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** One line where there is something to say. */
const line = (label: string, text: string): string[] => (text === '' ? [] : [`${label}: ${text}`])

const namesOf = (files: readonly unknown[]): string =>
  files
    .map((file) => textOf(membersOf(file)['filename']))
    .filter((name) => name !== '')
    .join(', ')

function forwardLines(payload: Readonly<Record<string, unknown>>): string[] {
  if (typeof payload['forwardedMessage'] !== 'object' || payload['forwardedMessage'] === null) return []
  const { author, content, attachments } = membersOf(payload['forwardedMessage'])
  const words = textOf(content)
  return [
    ...line('forwarded_from', textOf(payload['forwardedFromLabel'])),
    ...line('forwarded_author', textOf(membersOf(author)['username'])),
    ...(words === '' ? [] : [words]),
    ...line('forwarded_attachments', namesOf(listOf(attachments))),
  ]
}

function voiceLines(voice: unknown): string[] {
  if (typeof voice !== 'object' || voice === null) return []
  const length = membersOf(voice)['durationMs']
  if (typeof length !== 'number' || !(length > 0)) return ['voice']
  const seconds = Math.floor(length / 1000)
  const twoDigits = (count: number): string => String(count).padStart(2, '0')
  return [`voice: ${twoDigits(Math.floor(seconds / 60))}:${twoDigits(seconds % 60)}`]
}

function embedLines(embeds: unknown): string[] {
  return listOf(embeds).flatMap((embed) => {
    const { title, description, url } = membersOf(embed)
    const parts = [title, description, url].map(textOf).filter((part) => part !== '')
    return line('embed', parts.join(' | '))
  })
}

function linesOf(type: string, { payload = {}, attachments }: Rendered): string[] {
  return [
    ...(type === 'app/x-forward-card' ? forwardLines(payload) : []),
    ...line('sticker', textOf(membersOf(payload['sticker'])['name'])),
    ...voiceLines(payload['voice']),
    ...line('source', textOf(payload['webhookName'])),
    ...line('title', textOf(payload['title'])),
    ...line('summary', textOf(payload['summary'])),
    ...line('url', textOf(payload['url'])),
    ...embedLines(payload['embeds']),
    ...line('attachments', namesOf(attachments)),
  ]
}

/** The one plain-text rendering of a message for bots (MB-2.4): its words, else its transcript, else its parts. */
export function contextOf(type: string, message: Rendered): string {
  const words = textOf(message.content)
  if (words !== '') return words
  const transcript = textOf(message.plainText)
  if (transcript !== '') return type === 'message/voice' ? `voice: ${transcript}` : transcript
  return linesOf(type, message).join('\n').trim()
}
