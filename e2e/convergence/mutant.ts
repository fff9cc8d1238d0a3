/** A mistake made on purpose in one line of the real source: whatever proves the rule has to notice it. */
export interface Mutant {
  /** The rule of the convergence note that it breaks. */
  readonly rule: number
  readonly does: string
  /** Below `src`. */
  readonly file: string
  readonly find: string
  readonly replace: string
  /** Where neither traces nor histories get to: the one that has to notice it. */
  readonly unitTest?: NamedTest
}

export interface NamedTest {
  readonly file: string
  readonly title: string
}

export const isIn = ({ file }: Mutant, url: string): boolean => url.endsWith(`/src/${file}`)

/** The source with the mistake in it. */
export function mutated({ file, find, replace }: Mutant, source: string): string {
  if (source.split(find).length !== 2) throw new Error(`${file} has not one place like this: ${find}`)
  return source.replace(find, () => replace)
}

export const nameOf = ({ rule, does }: Mutant): string => `[rule ${rule}] a store that ${does}`
