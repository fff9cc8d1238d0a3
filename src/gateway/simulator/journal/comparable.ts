import type { JournalStep } from '#shared/simulator/journal-step.ts'

/** Ids that follow from seed, clock and order: those of a world, and those of messages, whose last digits count from zero. */
const ownId = /^[0-9a-f]{11}0{9}[0-9a-f]{4}$/

const randomThing = /\b[0-9a-f]{24}\b|(?<=\/|")[\w-]{21}\.[a-z0-9]{1,16}(?=")|https?:\/\/[\w.[\]:-]+:\d+/g

/**
 * A journal as text in which only what one seed makes the same in each run stands as it is: fresh ids are numbered in the
 * order they come, files too, and addresses lose their port.
 */
export function comparable(steps: readonly JournalStep[], isKnown: (id: string) => boolean): string {
  const numbers = new Map<string, string>()
  const numbered = (thing: string, kind: string): string => {
    const known = numbers.get(thing) ?? `${kind}#${numbers.size + 1}`
    numbers.set(thing, known)
    return known
  }
  return JSON.stringify(steps, null, 1).replaceAll(randomThing, (thing) => {
    if (thing.startsWith('http')) return 'http://gateway'
    if (!/^[0-9a-f]{24}$/.test(thing)) return numbered(thing, 'file')
    return ownId.test(thing) || isKnown(thing) ? thing : numbered(thing, 'id')
  })
}
