import { act, cleanup } from '@testing-library/react'
import { castDraft } from 'immer'
import { afterEach, expect, test } from 'vitest'
import type { ChannelId } from '#shared/models/ids.ts'
import { drawInAccount, inAccount } from '../../fixtures/draw-in-account.tsx'
import { channelIdOf, examplePending, messageIdOf } from '../../fixtures/records.ts'
import { createTestAccount } from '../../fixtures/test-account.ts'
import type { AccountState, PendingChange, PendingMessage } from '../../store/state.ts'
import { useUnsettledAnnouncements } from './use-unsettled-announcements.ts'

afterEach(cleanup)

const [general, random] = [channelIdOf(1), channelIdOf(2)]
const refused = { status: 'failed', refusal: { words: 'No' } } as const
const notSent = 'Not sent. The server says: No'

function Spoken({ channelId }: { readonly channelId: ChannelId }): null {
  useUnsettledAnnouncements(channelId)
  return null
}

interface Drawn {
  readonly become: (over: Partial<Pick<AccountState, 'pending' | 'changes'>>) => void
  readonly goTo: (channelId: ChannelId) => void
}

function draw(): Drawn {
  const { account } = createTestAccount()
  const { rerender } = drawInAccount(account, <Spoken channelId={general} />)
  return {
    become: (over) => {
      act(() => account.store.update((draft) => void Object.assign(draft, castDraft(over))))
    },
    goTo: (channelId) => rerender(inAccount(account, <Spoken channelId={channelId} />)),
  }
}

const spoken = (): readonly (string | null)[] =>
  [...document.querySelectorAll('[aria-live="polite"] p')].map((said) => said.textContent)

const message = (nonce: string, over: Partial<PendingMessage> = {}): PendingMessage => examplePending(nonce, over)
const edit: PendingChange = {
  kind: 'edit',
  nonce: 'e',
  channelId: general,
  target: { messageId: messageIdOf(1) },
  sentAt: 1,
  content: 'changed',
  before: 'text 1',
  delivery: { status: 'sending' },
}

test('[F44] a refused message is spoken once, and again only when it is refused again', () => {
  const { become } = draw()
  become({ pending: { [general]: [message('a')] } })
  expect(spoken()).toEqual([])
  become({ pending: { [general]: [message('a', { delivery: refused })] } })
  become({ pending: { [general]: [message('a', { delivery: refused }), message('b')] } })
  expect(spoken()).toEqual([notSent])
  become({ pending: { [general]: [message('a')] } })
  become({ pending: { [general]: [message('a', { delivery: refused })] } })
  expect(spoken()).toEqual([notSent, notSent])
})

test('what becomes of a change is spoken as well', () => {
  const { become } = draw()
  become({ changes: { [general]: [edit] } })
  become({ changes: { [general]: [{ ...edit, delivery: { status: 'conflict', theirs: 'other' } }] } })
  expect(spoken()).toEqual(['Not saved: the message was changed elsewhere meanwhile.'])
})

test('several that came to nothing for the same reason at once are spoken as one', () => {
  const { become } = draw()
  become({ pending: { [general]: [message('a', { delivery: refused }), message('b', { delivery: refused })] } })
  expect(spoken()).toEqual([notSent])
})

test('what came to nothing elsewhere is not spoken here, nor when one goes there', () => {
  const { become, goTo } = draw()
  become({ pending: { [random]: [message('a', { channelId: random, delivery: refused })] } })
  goTo(random)
  expect(spoken()).toEqual([])
})
