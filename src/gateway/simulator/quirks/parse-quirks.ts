import { quirkTable, type QuirkName } from './quirk-table.ts'

/** A quirk that there is not. */
class UnknownQuirkError extends Error {}

/** All of them: as far as quirks go, a gateway like those that were there before. */
const REFERENCE = 'reference'

const names: readonly QuirkName[] = quirkTable.map(({ name }) => name)

function nameOf(text: string): QuirkName {
  const name = names.find((each) => each === text)
  if (name !== undefined) return name
  throw new UnknownQuirkError(`There is no quirk "${text}": there are ${REFERENCE} (all of them), ${names.join(', ')}`)
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
  return asked.includes(REFERENCE) ? names : [...new Set(asked.map(nameOf))]
}

/** Every quirk with what it does, a line each. */
export function describeQuirks(): string {
  const width = Math.max(...names.map((name) => name.length))
  return quirkTable.map(({ name, rows, does }) => `  ${name.padEnd(width)}  ${does} (${rows})\n`).join('')
}
