import fc from 'fast-check'
import type { Place, ServerName } from './model/names.ts'
import type { Step } from './steps.ts'

const place = fc.constantFrom<Place>('general', 'general', 'general', 'second', 'hall', 'direct')
const server = fc.constantFrom<ServerName>('home', 'home', 'away')
const which = fc.nat(30)
const device = fc.nat(1)
const text = fc.constantFrom('a', 'b', '@me c', 'link d', 'hook e', 'card f')

const made = <Kind extends string>(...kinds: Kind[]) => fc.constantFrom(...kinds)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 28, arbitrary: fc.record({ do: made('happen'), which }) },
  { weight: 7, arbitrary: fc.record({ do: made('say', 'say much'), place, text }) },
  { weight: 4, arbitrary: fc.record({ do: made('edit', 'retract', 'react', 'unreact'), which, text }) },
  { weight: 2, arbitrary: fc.record({ do: made('hide', 'show'), place }) },
  { weight: 1, arbitrary: fc.record({ do: made('rename'), place, text }) },
  { weight: 1, arbitrary: fc.record({ do: made('rename server', 'group', 'group'), server, text }) },
  { weight: 1, arbitrary: fc.record({ do: made('kick', 'rejoin', 'rejoin', 'ungroup'), server }) },
  { weight: 8, arbitrary: fc.record({ do: made('lose request', 'lose answer', 'lose answer', 'lose answer'), which }) },
  { weight: 12, arbitrary: fc.record({ do: made('give up'), which }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: made('drop', 'drop', 'drop', 'wait', 'wait', 'wake', 'swap', 'swap'), device }),
  },
  { weight: 1, arbitrary: fc.record({ do: made('expire', 'expire', 'expire', 'revoke', 'sign in'), device }) },
  { weight: 1, arbitrary: fc.record({ do: made('restart') }) },
  { weight: 1, arbitrary: fc.record({ do: made('kill'), device }) },
  { weight: 4, arbitrary: fc.record({ do: made('open', 'older', 'read'), device, place }) },
  { weight: 10, arbitrary: fc.record({ do: made('jump'), device, which: fc.nat(60) }) },
  { weight: 3, arbitrary: fc.record({ do: made('newer', 'newer', 'older', 'newest'), device, place }) },
  { weight: 3, arbitrary: fc.record({ do: made('send'), device, place, text }) },
  { weight: 2, arbitrary: fc.record({ do: made('settle', 'retract pending'), device, which }) },
  { weight: 1, arbitrary: fc.record({ do: made('correct'), device, which, text }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: made('edit own', 'edit own', 'retract own', 'react own', 'react own', 'unreact own'),
      device,
      which,
      text,
    }),
  },
)

/** A history as it is generated, shrunk and replayed. */
export interface History {
  /** How it begins: with nobody there yet, or with devices that read already. */
  readonly opening: number
  /** Whether the two devices are pages of one machine. */
  readonly areTabs: boolean
  /** How many messages there are before anybody is there. */
  readonly old: number
  /** Which misbehaviours a gateway without extensions has, a bit each. */
  readonly quirks: number
  /** In which order everything that is still on its way arrives in the end. */
  readonly drain: number
  readonly steps: readonly Step[]
  /** Whether what was read is kept for the next page of a machine. */
  readonly isCached: boolean
}

export const history: fc.Arbitrary<History> = fc.record({
  opening: fc.constantFrom(5, 0, 1, 3, 4, 2),
  areTabs: fc.constantFrom(false, false, true),
  old: fc.constantFrom(25, 0, 4, 7),
  quirks: fc.nat(15),
  drain: fc.nat(30),
  steps: fc.array(step, { minLength: 5, maxLength: 80, size: 'max' }),
  isCached: fc.constantFrom(false, false, false, false, true),
})

const FAR_BACK: readonly Step[] = [{ do: 'jump', device: 0, which: 1 }, { do: 'calm' }]

const BEGUN_ANEW: readonly Step[] = [
  { do: 'kill', device: 0 },
  { do: 'open', device: 0, place: 'general' },
]

/** Half of the histories begin where somebody reads already; where that is kept, with a page that finds it. */
export function openingSteps({ opening, isCached }: Pick<History, 'opening' | 'isCached'>): readonly Step[] {
  if (opening % 2 === 0) return []
  return [
    { do: 'open', device: 0, place: 'general' },
    { do: 'open', device: 1, place: opening === 1 ? 'general' : 'second' },
    { do: 'calm' },
    ...(opening === 5 ? FAR_BACK : []),
    ...(isCached ? BEGUN_ANEW : []),
  ]
}
