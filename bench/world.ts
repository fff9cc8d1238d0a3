import path from 'node:path'
import type { WorldSpec } from '#gateway/simulator/world-spec.ts'
import { root } from './bundle.ts'

/** The built UI. */
export const webRoot = path.join(root, 'out/renderer')

const START = Date.parse('2026-03-01T08:00:00.000Z')
const STEP_MS = 97_000

export const speaker = (index: number): string => `speaker-${index}`

/** By what a message is found on a page. */
export const label = (index: number): string => `Message ${index}:`

/** Something like what people say: of every length, now and then with markdown in it. */
export function text(index: number): string {
  const words = 'we could meet at the bridge and walk from there '.repeat(index % 7)
  return `${label(index)} ${words}${index % 5 === 0 ? '**soon**, see `notes.md`' : ''}`.trim()
}

/** One square where a reader and a number of speakers are, and what was said there so far. */
export function square(speakers: number, messages: number): WorldSpec {
  const names = Array.from({ length: speakers }, (_, index) => speaker(index))
  return {
    people: ['reader', ...names].map((name) => ({ ref: name, username: name })),
    servers: [
      {
        ref: 'square',
        name: 'Square',
        owner: 'reader',
        members: names,
        channels: Array.from({ length: 20 }, (_, index) =>
          index === 0 ? { ref: 'general', name: 'general' } : { ref: `room-${index}`, name: `room-${index}` },
        ),
      },
    ],
    messages: Array.from({ length: messages }, (_, index) => ({
      channel: 'general',
      author: speaker(Math.floor(index / 3) % speakers),
      at: START + index * STEP_MS,
      content: text(index),
    })),
    reads: messages === 0 ? [] : [{ person: 'reader', channel: 'general', upTo: messages - 1 }],
  }
}
