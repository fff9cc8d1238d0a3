/**
 * A stretch of time in which what was read stays true if it is kept up by events. Every cut and every `ready` begins a
 * new one; an answer that was asked for in an older one is not believed (convergence, rule 3).
 */
export interface Epochs {
  readonly current: () => number
  readonly begin: () => void
}

export function createEpochs(): Epochs {
  let epoch = 0
  return {
    current: () => epoch,
    begin: () => {
      epoch += 1
    },
  }
}
