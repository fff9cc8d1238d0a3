/** How a modelled gateway behaves. */
export interface Manner {
  /** Whether it offers the extensions: `rev`, `nonce`, `unread`, `read-sync`. */
  readonly extended: boolean
  /** So many writes share one millisecond. */
  readonly writesPerMs: number
  /** A link preview is told with the message as it was when it was sent. */
  readonly staleEmbeds: boolean
  /** Sockets stay in rooms they may not be in any more. */
  readonly staleRooms: boolean
  /** Changes of a channel are told to those who may not see it. */
  readonly loudChannels: boolean
}

export const profiles = ['extended', 'plain'] as const
export type Profile = (typeof profiles)[number]

const good: Manner = { extended: true, writesPerMs: 1, staleEmbeds: false, staleRooms: false, loudChannels: false }

/** Each bit of `quirks` is one known misbehaviour of gateways without extensions. */
export function mannerOf(profile: Profile, quirks: number): Manner {
  if (profile === 'extended') return good
  return {
    extended: false,
    writesPerMs: (quirks & 1) === 0 ? 3 : 1,
    staleEmbeds: (quirks & 2) === 0,
    staleRooms: (quirks & 4) !== 0,
    loudChannels: (quirks & 8) === 0,
  }
}
