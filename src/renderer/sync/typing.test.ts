import { expect, test, vi } from 'vitest'
import { createHeldClock, type HeldClock } from '../fixtures/held-clock.ts'
import { channelIdOf, exampleMe, exampleMessage, exampleState, userIdOf } from '../fixtures/records.ts'
import { createAccountStore, type AccountStore } from '../store/store.ts'
import { createTyping, type Typing } from './typing.ts'

const general = channelIdOf(1)

interface Opened {
  readonly typing: Typing
  readonly store: AccountStore
  readonly clock: HeldClock
  readonly emit: ReturnType<typeof vi.fn<(event: string, payload: unknown) => void>>
  readonly types: (user: number) => void
}

function open(extensions: readonly string[] = ['typing']): Opened {
  const store = createAccountStore(exampleState())
  const clock = createHeldClock()
  const emit = vi.fn<(event: string, payload: unknown) => void>()
  const typing = createTyping({ store, clock, line: () => ({ emit }), extensions })
  const types = (user: number): void => {
    typing.hear([{ type: 'TYPING_START', payload: { channelId: general, userId: userIdOf(user) } }])
  }
  return { typing, store, clock, emit, types }
}

const shown = ({ store }: Opened): unknown => store.get().typing

test('it is said once in three seconds at most, for each channel', () => {
  const { typing, emit, clock } = open()
  for (let key = 0; key < 10; key += 1) typing.say(general)
  typing.say(channelIdOf(2))
  clock.pass(3_000)
  typing.say(general)
  expect(emit.mock.calls).toEqual([general, channelIdOf(2), general].map((channelId) => ['typing', { channelId }]))
})

test('a gateway without it is told nothing', () => {
  const { typing, emit } = open(['nonce'])
  typing.say(general)
  expect(emit).not.toHaveBeenCalled()
})

test('whoever types is shown for six seconds, and longer where it is said again', () => {
  const opened = open()
  opened.types(2)
  opened.clock.pass(5_000)
  opened.types(2)
  opened.types(3)
  expect(shown(opened)).toEqual({ [general]: [userIdOf(2), userIdOf(3)] })
  opened.clock.pass(5_999)
  expect(shown(opened)).toEqual({ [general]: [userIdOf(2), userIdOf(3)] })
  opened.clock.pass(1)
  expect(shown(opened)).toEqual({})
  expect(opened.clock.timers()).toEqual([])
})

test('whoever has sent it types no longer, and oneself is nobody who types', () => {
  const opened = open()
  opened.types(2)
  opened.typing.hear([{ type: 'TYPING_START', payload: { channelId: general, userId: exampleMe._id } }])
  const row = exampleMessage(1)
  opened.typing.hear([{ type: 'TYPING_START', payload: { channelId: general, userId: userIdOf(3) } }])
  opened.typing.hear([
    { type: 'MESSAGE_CREATE', channelId: general, row: { ...row, authorId: { ...exampleMe, _id: userIdOf(2) } } },
  ])
  expect(shown(opened)).toEqual({ [general]: [userIdOf(3)] })
})

test('[rule 19] a line that was cut leaves nobody typing, and no timer', () => {
  const opened = open()
  opened.types(2)
  opened.typing.forget()
  expect(shown(opened)).toEqual({})
  expect(opened.clock.timers()).toEqual([])
})
