import type { MessageSpec, WorldSpec } from '#gateway/simulator/world-spec.ts'

/** Where people talk, by reference. What is said there begins with its mark, whose first word is the place's. */
export const places = {
  general: { channel: 'general', server: 'harbour', said: 130 },
  pier: { channel: 'pier', server: 'harbour', said: 60 },
  backroom: { channel: 'backroom', server: 'harbour', said: 40 },
  deck: { channel: 'deck', server: 'raft', said: 30 },
  letters: { channel: 'rita&dan', server: undefined, said: 20 },
} as const

export type Place = keyof typeof places

export const placeNames = Object.keys(places) as Place[]

export const talkers = ['alice', 'bob', 'carol', 'dan', 'erin'] as const

export type Talker = (typeof talkers)[number]

/** Whose window is looked at. */
export const READER = 'rita'

/** Who is where: only two write letters, and not everybody is on the raft. */
export const voices: Readonly<Record<Place, readonly Talker[]>> = {
  general: talkers,
  pier: talkers,
  backroom: talkers,
  deck: ['alice', 'bob', 'carol'],
  letters: ['dan'],
}

/** A message as it was said: by its mark it is the same message wherever it is met, by its version that text of it. */
export const textOf = (mark: string, version = 0): string => `${mark} v${version}`

const MARKED = /^(?<mark>[a-z]+ \d+) v(?<version>\d+)/

export function readText(text: string): { readonly mark: string; readonly version: number } | undefined {
  const { mark, version } = MARKED.exec(text)?.groups ?? {}
  return mark === undefined ? undefined : { mark, version: Number(version) }
}

const MINUTE_MS = 60_000

function pastOf(place: Place, endsAt: number): MessageSpec[] {
  const { channel, said } = places[place]
  const people = voices[place]
  return Array.from({ length: said }, (_, index) => ({
    channel,
    author: people[index % people.length] ?? 'alice',
    at: endsAt - (said - index) * MINUTE_MS,
    content: textOf(`${place} ${index}`),
  }))
}

/** A harbour with a room for its crew, a raft beside it, and letters between two. */
export function harbourWorld(now: number): WorldSpec {
  return {
    people: [READER, ...talkers].map((ref) => ({ ref, username: ref })),
    servers: [
      {
        ref: 'harbour',
        name: 'Harbour',
        owner: 'alice',
        members: [READER, 'bob', 'carol', 'dan', 'erin'],
        roles: [{ ref: 'crew', name: 'Crew', color: '#336699', members: [READER, 'bob', 'carol', 'dan', 'erin'] }],
        channels: [
          { ref: 'general', name: 'general' },
          { ref: 'pier', name: 'pier' },
          { ref: 'backroom', name: 'backroom', onlyRoles: ['crew'] },
        ],
      },
      {
        ref: 'raft',
        name: 'Raft',
        owner: 'bob',
        members: [READER, 'alice', 'carol'],
        channels: [{ ref: 'deck', name: 'deck' }],
      },
    ],
    directs: [[READER, 'dan']],
    messages: placeNames.flatMap((place) => pastOf(place, now - MINUTE_MS)),
  }
}
