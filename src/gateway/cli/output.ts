import type { OptionTable } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

/** How a command that tells something can be asked to tell it to a program. */
export const outputChoice = {
  output: { type: 'string', short: 'o', takes: 'FORM', choices: ['text', 'json'], help: 'the form (text)' },
} as const satisfies OptionTable

/** @throws UsageError */
export function asJson(form: string | undefined): boolean {
  if (form === undefined || form === 'text' || form === 'json') return form === 'json'
  throw new UsageError(`--output is one of ${outputChoice.output.choices.join(', ')}`)
}
