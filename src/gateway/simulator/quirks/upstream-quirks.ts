import { AsyncLocalStorage } from 'node:async_hooks'
import type { QuirkMeans, QuirkParts } from './quirk.ts'

/** What is sent before `ready` is lost without a word. */
export function loseBeforeReady(): QuirkParts {
  const ready = new Set<string>()
  return {
    interfere: (inner) => ({
      ...inner,
      emit: (passage) => {
        if (passage.event === 'ready') ready.add(passage.socket)
        return inner.emit(passage)
      },
      receive: (passage) =>
        ready.has(passage.socket)
          ? inner.receive(passage)
          : { outcome: 'dropped', fault: 'lose-before-ready', packets: [] },
    }),
  }
}

/** So long a packet waits for others that it may be overtaken by. */
const BURST_MS = 25

/** Packets of one socket that come close together are handled in an order of chance. */
export function shuffleBurst({ clock, random, struck }: QuirkMeans): QuirkParts {
  return {
    sockets: (io) => {
      io.on('connection', (socket) => {
        let burst: (() => void)[] = []
        const handle = (): void => {
          const handled = random.sample(burst, burst.length)
          if (burst.length > 1) struck(`shuffle ${burst.length}`, 'message/create')
          burst = []
          for (const pass of handled) pass()
        }
        socket.use(([event], next) => {
          if (event !== 'message/create') {
            next()
            return
          }
          // Each goes on because of itself, whoever it waited for.
          const because = AsyncLocalStorage.snapshot()
          burst.push(() => {
            because(next)
          })
          if (burst.length === 1) clock.after(BURST_MS, handle)
        })
      })
    },
  }
}
