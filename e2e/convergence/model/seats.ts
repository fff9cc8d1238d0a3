import type { Seat } from '#renderer/sync/seat.ts'
import type { Possible } from './possible.ts'

interface Stander {
  readonly page: number
  readonly listeners: Set<() => void>
}

/** Where the pages of one machine stand in line: the first one sits, and the next once that one is gone. */
export class Seats {
  #line: Stander[] = []
  #sitting: Stander | undefined

  possible(): readonly Possible[] {
    const [next] = this.#line
    if (next === undefined || this.#sitting !== undefined) return []
    const sit = (): void => {
      this.#sitting = next
      for (const listener of next.listeners) listener()
    }
    return [{ label: () => `sit ${next.page}`, happen: sit }]
  }

  openFor(page: number): Seat {
    const own: Stander = { page, listeners: new Set() }
    this.#line.push(own)
    return {
      isShared: true,
      isMine: () => this.#sitting === own,
      onMine: (listener) => {
        own.listeners.add(listener)
        return () => own.listeners.delete(listener)
      },
    }
  }

  isSitting(page: number): boolean {
    return this.#sitting?.page === page
  }

  /** A page is gone, whether it sat or stood in line. */
  leave(page: number): void {
    this.#line = this.#line.filter((stander) => stander.page !== page)
    if (this.#sitting?.page === page) this.#sitting = undefined
  }
}
