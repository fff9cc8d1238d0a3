/** A symbol that stands for nothing here: what it speaks of was never made. */
export class UnknownSymbolError extends Error {}

/** What symbols stand for at one gateway. */
export interface Symbols {
  readonly learn: (symbol: string, value: string) => void
  readonly of: (value: string) => string | undefined
  readonly isKnown: (symbol: string) => boolean
  /** The same with what symbols stand for in their places. @throws UnknownSymbolError */
  readonly fill: <Value>(value: Value) => Value
}

const SYMBOL = /\{(?:person|server|role|everyone|category|channel|message|invite):[^{}\s]+\}/g

export function createSymbols(): Symbols {
  const values = new Map<string, string>()
  const symbols = new Map<string, string>()

  const fillText = (text: string): string =>
    text.replaceAll(SYMBOL, (symbol) => {
      const value = values.get(symbol)
      if (value === undefined) throw new UnknownSymbolError(symbol)
      return value
    })

  function fill(value: unknown): unknown {
    if (typeof value === 'string') return fillText(value)
    if (Array.isArray(value)) return value.map(fill)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each)]))
  }

  return {
    learn: (symbol, value) => {
      values.set(symbol, value)
      symbols.set(value, symbol)
    },
    of: (value) => symbols.get(value),
    isKnown: (symbol) => values.has(symbol),
    // Texts are filled, all else keeps its form.
    fill: fill as Symbols['fill'],
  }
}
