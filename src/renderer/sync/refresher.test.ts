import { expect, test } from 'vitest'
import { createHeldClock, type HeldClock } from '../fixtures/held-clock.ts'
import { settled } from '../fixtures/held-gateway.ts'
import { channelIdOf, examplePlace, exampleState, serverIdOf } from '../fixtures/records.ts'
import type { AccountState } from '../store/state.ts'
import { createAccountStore, type AccountStore } from '../store/store.ts'
import type { Hint } from './hints.ts'
import { createRefresher } from './refresher.ts'

interface Refreshing {
  readonly refresher: (hint: Hint) => void
  readonly store: AccountStore
  readonly clock: HeldClock
  /** What it read, in order. */
  readonly done: string[]
  /** Lets the open channel be caught up. */
  readonly release: () => void
}

function open(over: Partial<AccountState> = {}): Refreshing {
  const done: string[] = []
  const note = (name: string) => (id?: string) => {
    done.push(id === undefined ? name : `${name} ${id.slice(-3)}`)
    return Promise.resolve()
  }
  const held = Promise.withResolvers<void>()
  const nothing = (): void => undefined
  const store = createAccountStore(exampleState(over))
  const clock = createHeldClock()
  const refresher = createRefresher({
    store,
    clock,
    windows: {
      catchUp: (id) => {
        done.push(`catch up ${id.slice(-3)}`)
        return held.promise
      },
      catchUpHeld: () => void done.push('catch up what is held'),
    },
    places: {
      readHome: note('home'),
      readServers: note('servers'),
      readDirects: note('directs'),
      readUnread: note('unread'),
      doubtUnread: (id) => void done.push(`doubt unread ${id.slice(-3)}`),
      doubtServers: () => void done.push('doubt list of servers'),
      doubtList: (serverId) => void done.push(`doubt list ${serverId ?? 'of conversations'}`),
      readElsewhere: () => void done.push('elsewhere'),
      readServer: note('server'),
      readVisible: note('visible'),
      readMembers: note('members'),
    },
    sending: {
      resume: () => void done.push('resume'),
    },
    reading: { resume: nothing },
    serverInView: () => serverIdOf(1),
  })
  return { refresher, store, clock, done, release: held.resolve }
}

/** Carries out one hint. */
function refresh(hint: Hint, over?: Partial<AccountState>): Refreshing {
  const opened = open(over)
  opened.refresher(hint)
  return opened
}

const places = { [serverIdOf(1)]: examplePlace(), [serverIdOf(2)]: examplePlace() }

test('J40: everything: the open channel first, then the lists, and of the servers only the one in view', () => {
  const { done } = refresh({ kind: 'everything' }, { openChannel: channelIdOf(1), places })
  expect(done).toEqual(['catch up 001', 'home', 'server 001'])
})

test('what waits goes out behind what was missed: nobody answers a question they have not seen', async () => {
  const { done, release } = refresh({ kind: 'everything' }, { openChannel: channelIdOf(1) })
  await settled()
  expect(done).not.toContain('resume')
  expect(done).not.toContain('elsewhere')
  release()
  await settled()
  expect(done.slice(-2)).toEqual(['resume', 'elsewhere'])
})

test('with no channel open, what waits goes out at once', async () => {
  const { done } = refresh({ kind: 'everything' })
  await settled()
  expect(done).toEqual(['resume', 'home', 'server 001', 'elsewhere'])
})

test.each<[Hint, readonly string[]]>([
  [{ kind: 'servers' }, ['servers', 'unread', 'catch up what is held']],
  [{ kind: 'foreign', serverId: serverIdOf(9) }, ['servers']],
  [{ kind: 'server', serverId: serverIdOf(9) }, ['visible 009']],
  [{ kind: 'directs' }, ['directs']],
  [{ kind: 'unread', channelId: channelIdOf(1) }, ['doubt unread 001', 'unread']],
  [{ kind: 'counts', channelId: channelIdOf(1) }, ['doubt unread 001']],
])('what is read for the hint %j', (hint, read) => {
  expect(refresh(hint).done).toEqual(read)
})

test('a wave of people who come or go is one read of the members, in a moment', () => {
  const { refresher: take, clock, done } = open({ places })
  for (let joined = 0; joined < 50; joined += 1) take({ kind: 'members', serverId: serverIdOf(1) })
  take({ kind: 'members', serverId: serverIdOf(2) })
  expect(done).toEqual([])
  clock.pass(1_000)
  expect(done).toEqual(['members 001', 'members 002'])
  take({ kind: 'members', serverId: serverIdOf(1) })
  clock.pass(1_000)
  expect(done.slice(2)).toEqual(['members 001'])
})

test('the members of a server that nobody was at are not read, nor those of one that was left meanwhile', () => {
  const { refresher: take, clock, done, store } = open({ places })
  take({ kind: 'members', serverId: serverIdOf(9) })
  expect(clock.timers()).toEqual([])
  take({ kind: 'members', serverId: serverIdOf(2) })
  store.update((draft) => {
    delete draft.places[serverIdOf(2)]
  })
  clock.pass(1_000)
  expect(done).toEqual([])
})
