import '../fixtures/held-factory.ts'
import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { createHeldNotes } from '../fixtures/held-notes.ts'
import { channelIdOf, examplePending, messageIdOf } from '../fixtures/records.ts'
import type { KeptDraft } from '../store/kept.ts'
import type { KeptDisk } from '../sync/kept-disk.ts'
import { openKept } from './open-kept.ts'

const NAME = 'mew kept gateway user'
const general = channelIdOf(1)

const draft = (text: string, over: Partial<KeptDraft> = {}): KeptDraft => ({
  channelId: general,
  text,
  files: [],
  changedAt: 1,
  ...over,
})

/** A factory that opens in a way of its own. */
function factoryThat(change: (request: IDBOpenDBRequest) => IDBOpenDBRequest): IDBFactory {
  const factory = new IDBFactory()
  const open = factory.open.bind(factory)
  factory.open = (...args) => change(open(...args))
  return factory
}

/** One computer: a disk, and a place for a few words. */
function computer() {
  const [disk, draftNotes] = [new IDBFactory(), createHeldNotes()]
  const open = (factory: IDBFactory): KeptDisk =>
    openKept({
      factory,
      name: NAME,
      channel: new BroadcastChannel(NAME),
      notes: createHeldNotes(),
      draftNotes,
      makeRoom: () => Promise.resolve(false),
    })
  return {
    draftNotes,
    page: () => open(disk),
    /** A page that goes before its disk has done anything of what it is asked for. */
    pageThatGoes: () => open(factoryThat((request) => Object.assign(request, { addEventListener: () => undefined }))),
    pageWithoutDisk: () =>
      open(
        factoryThat(() => {
          throw new DOMException('broken', 'UnknownError')
        }),
      ),
  }
}

const textsOf = async (page: KeptDisk): Promise<readonly string[]> => (await page.read()).drafts.map(({ text }) => text)

test('J11: what a page had no time to write is there at the next start, and at the one after it', async () => {
  const { page, pageThatGoes } = computer()
  void pageThatGoes().putDraft(draft('typed', { files: ['f'], referencedMessageId: messageIdOf(2) }))
  expect((await page().read()).drafts).toEqual([draft('typed', { files: ['f'], referencedMessageId: messageIdOf(2) })])
  expect(await textsOf(page())).toEqual(['typed'])
})

test('J11: the last words are newer than what the disk has, until that is written again', async () => {
  const { page, pageThatGoes } = computer()
  await page().putDraft(draft('half'))
  void pageThatGoes().putDraft(draft('half a sentence'))
  const next = page()
  expect(await textsOf(next)).toEqual(['half a sentence'])
  await next.putDraft(draft('a whole sentence'))
  expect(await textsOf(page())).toEqual(['a whole sentence'])
})

test('what is on the disk is not noted beside it', async () => {
  const { page, draftNotes } = computer()
  const first = page()
  await Promise.all([first.putDraft(draft('a')), first.putDraft(draft('ab'))])
  expect(draftNotes.read()).toBeNull()
  await first.removeDraft(general)
  expect(await textsOf(page())).toEqual([])
})

test('what is noted of a draft goes with the draft, whoever sends it or gives it up', async () => {
  const { page, pageThatGoes } = computer()
  void pageThatGoes().putDraft(draft('typed'))
  await page().removeDraft(general)
  expect(await textsOf(page())).toEqual([])
})

test('J11: a message whose page goes before the disk has it is a draft again', async () => {
  const { page, pageThatGoes } = computer()
  const message = { kind: 'message', ...examplePending('a'), channelId: general, content: 'sent' } as const
  await page().putDraft(draft('se'))
  void pageThatGoes().putItem(message, { clearsDraft: true })
  expect(await textsOf(page())).toEqual(['sent'])
  // Given to the disk and to the gateway it is no draft any more.
  const next = page()
  await next.putItem(message, { clearsDraft: true })
  expect(await next.read()).toMatchObject({ items: [message], drafts: [] })
})

test('a message that the disk has is none of the drafts, though the page went before it knew', async () => {
  const { page, draftNotes } = computer()
  const message = { kind: 'message', ...examplePending('a'), channelId: general, content: 'sent' } as const
  const first = page()
  await first.putItem(message, { clearsDraft: true })
  draftNotes.write(JSON.stringify([{ draft: draft('sent'), nonce: 'a' }]))
  const next = page()
  expect(await next.read()).toMatchObject({ items: [message], drafts: [] })
  await next.removeItem('a')
  expect(await textsOf(page())).toEqual([])
})

test('J11: what was typed before it was known what the disk has comes behind that, however often a page goes', async () => {
  const { page, pageThatGoes } = computer()
  await page().putDraft(draft('before'))
  const first = pageThatGoes()
  first.noteDraft(draft('n'))
  first.noteDraft(draft('now'))
  pageThatGoes().noteDraft(draft('and then'))
  const next = page()
  expect(await textsOf(next)).toEqual(['before\n\nnow\n\nand then'])
  // What a page itself has noted it knows.
  next.noteDraft(draft('more'))
  expect(await textsOf(next)).toEqual(['before\n\nnow\n\nand then'])
  await next.putDraft(draft('all of it'))
  expect(await textsOf(page())).toEqual(['all of it'])
})

test('J11: words that a broken disk never took are there', async () => {
  const { page, pageWithoutDisk } = computer()
  expect(await pageWithoutDisk().putDraft(draft('typed'))).toBe(false)
  expect(await textsOf(pageWithoutDisk())).toEqual(['typed'])
  expect(await textsOf(page())).toEqual(['typed'])
})

test.each(['{', '{}', '[{"draft":1}]'])('a note that is none (%s) says nothing', async (text) => {
  const { page, draftNotes } = computer()
  await page().putDraft(draft('typed'))
  draftNotes.write(text)
  expect(await textsOf(page())).toEqual(['typed'])
})

test('a book is noted nowhere but on the disk', async () => {
  const { page, pageThatGoes } = computer()
  await page().putDraft(draft('short'))
  void pageThatGoes().putDraft(draft('x'.repeat(100_001)))
  expect(await textsOf(page())).toEqual(['short'])
})

test('[rule 23] once all of it is taken away nothing is noted any more', () => {
  const { page, draftNotes } = computer()
  const one = page()
  one.close('for good')
  void one.putDraft(draft('typed'))
  one.noteDraft(draft('typed'))
  expect(draftNotes.read()).toBeNull()
})
