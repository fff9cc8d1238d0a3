import { UsageError } from './usage-error.ts'

/** What is said to us, and the command behind two dashes. */
export interface Halves {
  readonly own: readonly string[]
  readonly command: readonly string[]
}

/** @throws UsageError with that sentence where there is no command */
export function halve(argv: readonly string[], missing: string): Halves {
  const at = argv.indexOf('--')
  const command = at === -1 ? [] : argv.slice(at + 1)
  if (command.length === 0) throw new UsageError(missing)
  return { own: argv.slice(0, at), command }
}
