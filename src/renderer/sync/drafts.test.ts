import { castDraft } from 'immer'
import { expect, test } from 'vitest'
import { createHeldClock } from '../fixtures/held-clock.ts'
import { createHeldDisk, type HeldDisk } from '../fixtures/held-disk.ts'
import { settled } from '../fixtures/held-gateway.ts'
import { channelIdOf, exampleMark, exampleState, messageIdOf, serverIdOf } from '../fixtures/records.ts'
import type { KeptDraft } from '../store/kept.ts'
import { createAccountStore, type AccountStore } from '../store/store.ts'
import { applyChannelDelete, forgetServer } from './apply/places.ts'
import { createDrafts, type Drafts } from './drafts.ts'

const general = channelIdOf(1)
const other = channelIdOf(2)

interface Page {
  readonly drafts: Drafts
  readonly store: AccountStore
  readonly clock: ReturnType<typeof createHeldClock>
  readonly text: () => string | undefined
}

function open(disk: HeldDisk): Page {
  const store = createAccountStore(exampleState())
  const clock = createHeldClock()
  const drafts = createDrafts({ store, disk, clock, follow: () => undefined })
  return { drafts, store, clock, text: () => store.get().drafts[general]?.text }
}

const kept = (text: string, over: Partial<KeptDraft> = {}): KeptDraft => ({
  channelId: general,
  text,
  files: [],
  changedAt: 1,
  ...over,
})

const textsOn = (disk: HeldDisk): readonly string[] => disk.content().drafts.map(({ text }) => text)

test('[F14] every change of a draft is on the disk a quarter of a second later, whatever made it', async () => {
  const disk = createHeldDisk()
  const { drafts, store, clock } = open(disk)
  await settled()
  drafts.write(general, 'ok ')
  clock.pass(200)
  drafts.write(general, 'ok 🎉')
  expect(textsOn(disk)).toEqual([])
  clock.pass(50)
  expect(textsOn(disk)).toEqual(['ok 🎉'])
  drafts.answer(general, messageIdOf(3))
  store.update((draft) => {
    draft.draftFiles[general] = ['file']
  })
  clock.pass(250)
  expect(disk.content().drafts).toMatchObject([{ text: 'ok 🎉', files: ['file'], referencedMessageId: messageIdOf(3) }])
})

test('J11: a page that starts has the drafts of the one before, each in its channel', async () => {
  const disk = createHeldDisk()
  const first = open(disk)
  await settled()
  first.drafts.write(general, 'half a sentence')
  first.drafts.answer(other, messageIdOf(7))
  first.drafts.stop()
  const { store } = open(disk)
  await settled()
  expect(store.get().drafts).toMatchObject({
    [general]: { text: 'half a sentence' },
    [other]: { text: '', referencedMessageId: messageIdOf(7) },
  })
})

test('what is typed before the disk has answered comes behind what it had, and nothing is written over it', async () => {
  const disk = createHeldDisk({ drafts: [kept('before', { files: ['a'] })] })
  const { drafts, store, clock, text } = open(disk)
  drafts.write(general, 'now')
  drafts.flush()
  expect(textsOn(disk)).toEqual(['before'])
  await settled()
  clock.pass(250)
  expect(text()).toBe('before\n\nnow')
  expect(store.get().draftFiles[general]).toEqual(['a'])
  expect(disk.content().drafts).toMatchObject([{ text: 'before\n\nnow', files: ['a'] }])
})

test('a page that ends before the disk has answered has lost nothing of what was typed', async () => {
  const disk = createHeldDisk()
  const { drafts } = open(disk)
  drafts.write(general, 'quick')
  drafts.stop()
  await settled()
  expect(textsOn(disk)).toEqual(['quick'])
})

test('J11: what is typed before the disk has answered is noted as the page may go', () => {
  const disk = createHeldDisk({ drafts: [kept('before')] })
  const { drafts } = open(disk)
  drafts.write(general, 'quick')
  drafts.flush()
  expect(disk.noted).toMatchObject([{ channelId: general, text: 'quick', files: [] }])
  expect(textsOn(disk)).toEqual(['before'])
})

test('what was sent or given up is on the disk no more', async () => {
  const disk = createHeldDisk({ drafts: [kept('typed')] })
  const { drafts } = open(disk)
  await settled()
  drafts.clear(general)
  drafts.flush()
  expect(textsOn(disk)).toEqual([])
})

test('what came from the disk is not written back', async () => {
  const disk = createHeldDisk({ drafts: [kept('typed')] })
  const { clock } = open(disk)
  await settled()
  clock.pass(1_000)
  expect(disk.written).toEqual([])
})

test('[rule 22] of two pages the last writer wins, and one in which somebody types is never overwritten', async () => {
  const disk = createHeldDisk()
  const { drafts, clock, text } = open(disk)
  await settled()
  drafts.write(general, 'mine')
  clock.pass(250)
  await disk.putDraft(kept('theirs'))
  disk.say({ kind: 'draft', channelId: general })
  await settled()
  expect(text()).toBe('mine')
  clock.pass(5_000)
  disk.say({ kind: 'draft', channelId: general })
  await settled()
  expect(text()).toBe('theirs')
  await disk.removeDraft(general)
  disk.say({ kind: 'draft', channelId: general })
  await settled()
  expect(text()).toBeUndefined()
})

test('[F34] a disk that cannot be read takes nothing away from what is typed', async () => {
  const disk = createHeldDisk()
  const { drafts, clock, text } = open(disk)
  await settled()
  drafts.write(general, 'precious')
  clock.pass(5_000)
  await disk.removeDraft(general)
  disk.setKeeping('unavailable')
  disk.say({ kind: 'draft', channelId: general })
  await settled()
  expect(text()).toBe('precious')
})

test.each(['a kick', 'a deletion'])(
  '%s takes nothing of what was written, neither here nor on the disk',
  async (what) => {
    const disk = createHeldDisk({ drafts: [kept('for later', { files: ['a'] })] })
    const { drafts, store, clock } = open(disk)
    await settled()
    store.update((draft) => {
      draft.marks[general] = castDraft(exampleMark())
    })
    store.update((draft) => {
      if (what === 'a kick') forgetServer(draft, { serverId: serverIdOf(1) })
      else applyChannelDelete(draft, { channelId: general, serverId: serverIdOf(1) })
    })
    clock.pass(1_000)
    drafts.flush()
    expect(store.get().marks).toEqual({})
    expect(store.get().drafts[general]?.text).toBe('for later')
    expect(store.get().draftFiles[general]).toEqual(['a'])
    expect(disk.content().drafts).toMatchObject([{ text: 'for later', files: ['a'] }])
  },
)

test('[rule 22] what somebody typed here a moment ago and sent from another page does not stay', async () => {
  const disk = createHeldDisk()
  const { drafts, clock, text } = open(disk)
  await settled()
  drafts.write(general, 'sent elsewhere')
  clock.pass(250)
  await disk.removeDraft(general)
  disk.say({ kind: 'draft', channelId: general })
  await settled()
  expect(text()).toBe('sent elsewhere')
  clock.pass(3_000)
  await settled()
  expect(text()).toBeUndefined()
})

test('[rule 22] who goes on typing here keeps what they type', async () => {
  const disk = createHeldDisk()
  const { drafts, clock, text } = open(disk)
  await settled()
  drafts.write(general, 'sent')
  clock.pass(250)
  await disk.removeDraft(general)
  disk.say({ kind: 'draft', channelId: general })
  clock.pass(2_000)
  drafts.write(general, 'sent, and more')
  clock.pass(10_000)
  await settled()
  expect(text()).toBe('sent, and more')
  expect(textsOn(disk)).toEqual(['sent, and more'])
  drafts.stop()
  expect(clock.timers()).toEqual([])
})
