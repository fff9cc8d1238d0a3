/** Known misbehaviour of existing servers that can be turned on. */
export const quirkNames = [
  'presence-per-socket',
  'ghost-presence',
  'lose-before-ready',
  'forged-fields',
  'shuffle-burst',
  'blank-messages',
  'late-joiner',
  'stale-rooms',
  'stale-refresh',
  'kept-sockets',
  'open-origins',
  'loud-channels',
  'stale-embed',
  'transcript-stays',
  'doubled-permissions',
  'silent-changes',
  'untrimmed-services',
  'old-service-unheard',
  'dm-for-other-only',
  'no-idempotency',
  'hidden-post',
  'dm-channel-room',
  'bare-recipients',
  'mistakes-are-500',
  'pages-for-errors',
  'ack-goes-back',
  'refresh-without-grace',
  'leaky-members',
  'phantom-unreact',
  'retract-again',
  'mojibake-names',
  'webhook-mentions-refused',
] as const

export type QuirkName = (typeof quirkNames)[number]

/** All of them: as far as quirks go, a gateway like those that were there before. */
export const ALL_QUIRKS = 'reference'

/** A quirk that there is not. */
export class UnknownQuirkError extends Error {
  readonly quirk: string

  constructor(quirk: string) {
    super(`There is no quirk "${quirk}": there are ${ALL_QUIRKS} (all of them), ${quirkNames.join(', ')}`)
    this.quirk = quirk
  }
}

function nameOf(text: string): QuirkName {
  const name = quirkNames.find((each) => each === text)
  if (name !== undefined) return name
  throw new UnknownQuirkError(text)
}

/**
 * Quirks as the command line and configuration name them: by commas, or `reference` for all.
 * @throws UnknownQuirkError
 */
export function parseQuirks(text: string): readonly QuirkName[] {
  const asked = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return asked.includes(ALL_QUIRKS) ? quirkNames : [...new Set(asked.map(nameOf))]
}
