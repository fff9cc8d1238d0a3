import type fc from 'fast-check'
import type { OpenSocket } from '#renderer/sync/gateway-socket.ts'
import type { Request } from '#renderer/sync/gateway-api.ts'
import { answer } from './model/answers.ts'
import type { Manner } from './model/manner.ts'
import { idOf, people } from './model/names.ts'
import { responseOf } from './model/requests.ts'
import { Truth, type Told } from './model/truth.ts'

type Listener = Parameters<OpenSocket>[0]

/** A line of real promises, whose order a scheduler decides. */
export interface ScheduledLine {
  readonly truth: Truth
  readonly request: Request
  readonly openSocket: OpenSocket
  readonly soon: (task: () => void) => void
  readonly drop: () => void
}

/** What is told to a socket comes in order, each at a moment of its own; after a cut nothing of it comes any more. */
function createQueue(scheduler: fc.Scheduler): { readonly push: (task: () => void) => void; readonly cut: () => void } {
  let life = 0
  let last: Promise<unknown> = Promise.resolve()
  return {
    cut: () => {
      life += 1
      last = Promise.resolve()
    },
    push: (task) => {
      const own = life
      last = last
        .then(() => scheduler.schedule(Promise.resolve(), 'told'))
        .then(() => {
          if (own === life) task()
        })
    },
  }
}

export function createScheduledLine(scheduler: fc.Scheduler, manner: Manner): ScheduledLine {
  const queue = createQueue(scheduler)
  let listener: Listener | undefined
  let isOpen = false
  const tell = ({ event, payload, to }: Told): void => {
    if (!isOpen || !to('me')) return
    const copy: unknown = structuredClone(payload)
    queue.push(() => listener?.onEvent(event, copy))
  }
  const truth = new Truth(manner, tell)
  const all = (): boolean => true

  function admit(): void {
    isOpen = true
    const online = people.map((person) => idOf('person', person))
    tell({ event: 'PRESENCE_INITIAL_STATE', payload: online, to: all })
    tell({ event: 'ready', payload: undefined, to: all })
  }

  function close(): void {
    isOpen = false
    queue.cut()
  }

  return {
    truth,
    request: async (path, init = {}) => {
      const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined
      await scheduler.schedule(Promise.resolve(), `to the gateway: ${path}`)
      const given = answer(truth, 'me', { method: init.method ?? 'GET', path: path.replace('/api', ''), body })
      await scheduler.schedule(Promise.resolve(), `from the gateway: ${path}`)
      return responseOf(given)
    },
    openSocket: (heard) => {
      listener = heard
      return {
        connect: () => queue.push(admit),
        close,
        emit: () => undefined,
        probe: (onAnswer) => queue.push(onAnswer),
      }
    },
    soon: (task) => {
      void scheduler.schedule(Promise.resolve(), 'free').then(task)
    },
    drop: () => {
      if (!isOpen) return
      close()
      listener?.onGone('transport close')
    },
  }
}
