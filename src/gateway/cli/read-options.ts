import { parseArgs } from 'node:util'
import { suggest } from './nearest.ts'
import type { OptionTable } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

type Parsed<Table extends OptionTable> = ReturnType<typeof parseArgs<{ options: Table; allowPositionals: true }>>

/** An option as it was written. */
interface Written {
  readonly rawName: string
  readonly name: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

/** What is wrong is told in words of our own: Node's speak to whoever writes the program. */
function demandFitting({ rawName, name, value, inlineValue }: Written, table: OptionTable): void {
  const option = Object.hasOwn(table, name) ? table[name] : undefined
  if (option === undefined) {
    throw new UsageError(`there is no option ${rawName}${suggest(name, Object.keys(table), '--')}`)
  }
  if (option.type === 'boolean') {
    if (value !== undefined) throw new UsageError(`--${name} takes no value`)
    return
  }
  // What begins with a dash is the next option, unless it is tied on by an equals sign.
  const isNextOption = value?.startsWith('-') === true && inlineValue !== true
  if (value === undefined || value === '' || isNextOption) throw new UsageError(`--${name} needs a value`)
}

/** @throws UsageError */
export function readOptions<Table extends OptionTable>(argv: readonly string[], table: Table): Parsed<Table> {
  const args = [...argv]
  const { tokens } = parseArgs({ args, options: table, allowPositionals: true, strict: false, tokens: true })
  for (const token of tokens) if (token.kind === 'option') demandFitting(token, table)
  return parseArgs({ args, options: table, allowPositionals: true })
}

/** @throws UsageError */
export function wholeNumber(name: string, text: string, max: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value <= max) return value
  throw new UsageError(`${name} takes a whole number from 0 to ${max}, not "${text}"`)
}
