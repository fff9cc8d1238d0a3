import { produce } from 'immer'
import { expect, test } from 'vitest'
import { isReadable, type AccountState, type MessageWindow } from '#renderer/store/state.ts'
import { applyEvents } from '#renderer/sync/apply/apply-events.ts'
import { parseEvent, type SyncEvent } from '#renderer/sync/parse-event.ts'
import { messagePage } from '#renderer/sync/http/answers.ts'
import { emptyWindow, withNewest } from '#renderer/sync/windows.ts'
import { stateOf } from './device.ts'
import { mannerOf } from './model/manner.ts'
import { Truth } from './model/truth.ts'
import { sameRows } from './same-rows.ts'
import { channelOf } from './world.ts'

interface Told {
  readonly events: readonly SyncEvent[]
  /** What a page had in it after so many of them. */
  readonly pages: readonly (readonly object[])[]
  readonly truth: Truth
}

/** A short history of one channel: what was told of it, and what a page read in between had in it. */
function tellHistory(): Told {
  const events: SyncEvent[] = []
  const truth: Truth = new Truth(mannerOf('extended', 0), ({ event, payload }) => {
    const parsed = parseEvent(event, structuredClone(payload))
    if (parsed !== undefined) events.push(parsed)
  })
  const pages: object[][] = []
  const note = (): void => {
    pages.push(
      truth
        .of('general')
        .toReversed()
        .map((message) => truth.wire(message)),
    )
  }
  note()
  const first = truth.create('general', { author: 'bob', content: 'first' })
  note()
  truth.edit(first, 'second')
  note()
  const other = truth.create('general', { author: 'me', content: 'mine', nonce: 'nonce-1' })
  note()
  truth.react(other, 'bob', 'yes')
  note()
  truth.retract(first)
  note()
  return { events, pages, truth }
}

function permutations<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length <= 1) return [items]
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  )
}

const general = channelOf('general')

function begin(window: MessageWindow): AccountState {
  const state = stateOf()
  const pending = { nonce: 'nonce-1', channelId: general, content: 'mine', sentAt: 0, delivery: { status: 'sending' } }
  return { ...state, windows: { [general]: window }, pending: { [general]: [pending] } } as AccountState
}

const apply = (state: AccountState, events: readonly SyncEvent[]): AccountState =>
  produce(state, (draft) => {
    applyEvents(draft, events)
  })

const here = { ...emptyWindow, status: 'ready', reachesStart: true, catchingUp: false } as const

function judge(state: AccountState, { truth }: Told): void {
  const rows = state.windows[general]?.rows.filter(isReadable) ?? []
  sameRows(
    'general',
    rows,
    truth.of('general').map((message) => truth.wire(message)),
  )
  expect(state.pending[general]).toBeUndefined()
}

test('[I1] events in every order there is make the same channel of it', () => {
  const told = tellHistory()
  const orders = permutations(told.events)
  expect(orders).toHaveLength(120)
  for (const order of orders) {
    judge(
      order.reduce((state, event) => apply(state, [event]), begin(here)),
      told,
    )
    judge(apply(begin(here), order), told)
  }
})

test('[rule 11] a page read at any moment and arriving at any other makes the same channel of it', () => {
  const told = tellHistory()
  const orders = permutations(told.events).filter((_order, index) => index % 5 === 0)
  for (const order of orders) {
    for (const body of told.pages) {
      for (let arrival = 0; arrival <= order.length; arrival += 1) {
        const before = apply(begin({ ...here, catchingUp: true }), order.slice(0, arrival))
        const window = before.windows[general] ?? emptyWindow
        const rows = messagePage.parse(body)
        const read = { ...before, windows: { [general]: withNewest(window, { rows, reachesStart: true }) } }
        judge(apply(read, order.slice(arrival)), told)
      }
    }
  }
})
