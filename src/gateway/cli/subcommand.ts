/** An option: what Node reads of it, and what help and completion say. */
export interface OptionGuide {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  readonly multiple?: boolean
  /** What its value is called in help. */
  readonly takes?: string
  /** The variable of the environment it wins over. */
  readonly variable?: string
  /** Values it may have, where they can be counted. */
  readonly choices?: readonly string[]
  readonly help: string
}

export type OptionTable = Readonly<Record<string, OptionGuide>>

export interface Subcommand {
  /** As it is written behind `mew-gateway`. */
  readonly usage: string
  /** One line in the list of all. */
  readonly summary: string
  /** What it does and what to expect, for its own help. */
  readonly about: string
  /** What may stand behind its name where that can be counted. */
  readonly words?: readonly string[]
  readonly options: OptionTable
  /** A call, and what it is good for. */
  readonly examples: readonly (readonly [call: string, purpose: string])[]
  /** @throws UsageError */
  readonly run: (argv: readonly string[], all: Subcommands) => Promise<void>
}

/** All there is by name, in the order of help; each is loaded when it is asked for. */
export type Subcommands = ReadonlyMap<string, () => Promise<Subcommand>>
