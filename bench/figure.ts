/** One figure as it was measured, round by round. `bare` is the counterpart that does the least there is to do. */
export interface Figure {
  readonly part: string
  readonly unit: string
  readonly ours: readonly number[]
  readonly bare?: readonly number[]
}

/** Measures one or several figures that come out of the same run. */
export interface Bench {
  readonly parts: readonly string[]
  readonly measure: () => Promise<readonly Figure[]>
}
