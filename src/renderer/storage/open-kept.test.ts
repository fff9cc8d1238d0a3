import '../fixtures/held-factory.ts'
import { IDBFactory } from 'fake-indexeddb'
import { expect, test, vi } from 'vitest'
import { createHeldNotes } from '../fixtures/held-notes.ts'
import { channelIdOf, examplePending, messageIdOf } from '../fixtures/records.ts'
import type { KeptDraft, KeptFile, KeptMessage } from '../store/kept.ts'
import type { KeptChange, KeptDisk } from '../sync/kept-disk.ts'
import type { NoteBox } from './kept-notes.ts'
import { openKept } from './open-kept.ts'

const NAME = 'mew kept gateway user'

interface Opening {
  readonly factory: IDBFactory | undefined
  readonly makeRoom?: () => Promise<boolean>
  readonly notes?: NoteBox
  readonly draftNotes?: NoteBox
}

const open = ({
  factory,
  makeRoom = () => Promise.resolve(false),
  notes = createHeldNotes(),
  draftNotes = createHeldNotes(),
}: Opening): KeptDisk =>
  openKept({ factory, name: NAME, channel: new BroadcastChannel(NAME), notes, draftNotes, makeRoom })

const message = (nonce: string): KeptMessage => ({ kind: 'message', ...examplePending(nonce) })

const draft = (text: string): KeptDraft => ({ channelId: channelIdOf(1), text, files: [], changedAt: 1 })

const file = (id: string, words: string): KeptFile => ({
  id,
  channelId: channelIdOf(1),
  name: `${id}.txt`,
  contentType: 'text/plain',
  size: words.length,
  blob: new Blob([words], { type: 'text/plain' }),
  addedAt: 1,
})

interface FullFactory {
  readonly factory: IDBFactory
  fail: string | undefined
  /** The one store that takes nothing; undefined: none does. */
  only?: string
}

/** A factory whose databases take no writes, while it is told so. */
function fullFactory(): FullFactory {
  const factory = new IDBFactory()
  const control: FullFactory = { factory, fail: undefined }
  const openPlain = factory.open.bind(factory)
  factory.open = (...args) => {
    const request = openPlain(...args)
    request.addEventListener('success', () => {
      const { result } = request
      const begin = result.transaction.bind(result)
      result.transaction = (...call) => {
        const transaction = begin(...call)
        const isMeant = control.only === undefined || transaction.objectStoreNames.contains(control.only)
        if (control.fail !== undefined && isMeant && transaction.mode === 'readwrite') {
          throw new DOMException('refused', control.fail)
        }
        return transaction
      }
    })
    return request
  }
  return control
}

test('[rule 23] what was written is there for the next one who opens it, in the order of doing', async () => {
  const factory = new IDBFactory()
  const first = open({ factory })
  expect(await first.putItem(message('a'))).toBe(true)
  await Promise.all([first.putItem(message('b')), first.putItem(message('c'))])
  await first.putFile(file('f', 'words'))
  await first.putDraft(draft('typed'))
  await first.putItem({ ...message('a'), attempted: true })
  await first.removeItem('b')
  first.close()

  const kept = await open({ factory }).read()
  expect(kept.items).toEqual([{ ...message('a'), attempted: true }, message('c')])
  expect(kept.drafts).toEqual([draft('typed')])
  expect(kept.files.map(({ id, name }) => [id, name])).toEqual([['f', 'f.txt']])
  expect(kept.files[0]?.blob).toBeInstanceOf(Blob)
})

test('what was typed is a draft until it is an item, and never both or neither', async () => {
  const factory = new IDBFactory()
  const disk = open({ factory })
  await disk.putDraft(draft('typed'))
  await disk.putItem(message('a'), { clearsDraft: true })
  const { items, drafts } = await open({ factory }).read()
  expect([items.length, drafts.length]).toEqual([1, 0])
})

test.each([true, false])(
  '[rule 22] in the step in which a message is not on its way any more, what any page did to it is meant for what it became (on the disk: %s)',
  async (isTaken) => {
    const factory = isTaken ? new IDBFactory() : undefined
    const [here, there] = [open({ factory }), isTaken ? open({ factory }) : undefined]
    const retraction = {
      kind: 'retraction',
      nonce: 'r',
      channelId: channelIdOf(1),
      target: { nonce: 'a' },
      sentAt: 1,
      delivery: { status: 'sending' },
    } as const
    const other = { ...retraction, nonce: 'o', target: { nonce: 'b' } } as const
    await here.putItem(message('a'))
    await (there ?? here).putItem(retraction)
    await (there ?? here).putItem(other)
    await here.removeItem('a', { messageId: messageIdOf(9) })
    const { items } = await (there ?? here).read()
    expect(items.map((item) => 'target' in item && item.target)).toEqual([
      { messageId: messageIdOf(9) },
      { nonce: 'b' },
    ])
  },
)

test('[rule 22] what a page does to a message that it has not heard is stored is meant for what it became', async () => {
  const factory = new IDBFactory()
  const [sender, other] = [open({ factory }), open({ factory })]
  await other.putItem(message('a'))
  await sender.removeItem('a', { messageId: messageIdOf(9) })
  const retraction = { kind: 'retraction', nonce: 'r', channelId: channelIdOf(1), sentAt: 1 } as const
  await other.putItem({ ...retraction, target: { nonce: 'a' }, delivery: { status: 'sending' } })
  expect((await sender.read()).items).toMatchObject([{ nonce: 'r', target: { messageId: messageIdOf(9) } }])
})

test.each(['before', 'after'])(
  '[rule 22] what another page does to a message %s it is let go goes with it, whoever starts next',
  async (order) => {
    const factory = new IDBFactory()
    const [here, other] = [open({ factory }), open({ factory })]
    const retraction = { kind: 'retraction', nonce: 'r', channelId: channelIdOf(1), sentAt: 1 } as const
    const retract = (): Promise<boolean> =>
      other.putItem({ ...retraction, target: { nonce: 'a' }, delivery: { status: 'sending' } })
    await here.putItem(message('a'))
    if (order === 'before') await retract()
    await here.removeItem('a')
    if (order === 'after') await retract()
    expect((await open({ factory }).read()).items).toEqual([])
  },
)

test('[rule 22] a change that another one took the place of is not there again as another page begins to make it', async () => {
  const factory = new IDBFactory()
  const [here, sender] = [open({ factory }), open({ factory })]
  const target = { messageId: messageIdOf(9) }
  const reaction = { kind: 'reaction', channelId: channelIdOf(1), target, sentAt: 1, isOn: true } as const
  const first = { ...reaction, nonce: 'first', emoji: '👍', delivery: { status: 'sending' } } as const
  await here.putItem(first)
  await here.removeItem('first')
  await here.putItem({ ...first, nonce: 'second', emoji: '🎉' })
  await sender.putItem({ ...first, attempted: true })
  expect((await here.read()).items.map(({ nonce }) => nonce)).toEqual(['second'])
})

test('[rule 22] what was let go on one page and is stored all the same is known as what it became', async () => {
  const factory = new IDBFactory()
  const [here, other] = [open({ factory }), open({ factory })]
  await here.putItem(message('a'))
  await here.removeItem('a')
  await other.removeItem('a', { messageId: messageIdOf(9) })
  const retraction = { kind: 'retraction', nonce: 'r', channelId: channelIdOf(1), sentAt: 1 } as const
  await here.putItem({ ...retraction, target: { nonce: 'a' }, delivery: { status: 'sending' } })
  expect((await here.read()).items).toMatchObject([{ nonce: 'r', target: { messageId: messageIdOf(9) } }])
})

test('[rule 7] [rule 22] a correction of what another page has stored meanwhile is a change of it, and nothing to send', async () => {
  const factory = new IDBFactory()
  const [sender, other] = [open({ factory }), open({ factory })]
  await other.putItem(message('a'))
  await sender.removeItem('a', { messageId: messageIdOf(9) })
  // Whoever has not heard of it lets it go as well.
  await other.removeItem('a', { messageId: messageIdOf(9) })
  await other.putItem({ ...message('a'), attempted: true })
  expect((await sender.read()).items).toEqual([])
  await other.putItem({ ...message('a'), content: 'corrected' })
  expect((await sender.read()).items).toMatchObject([
    { kind: 'edit', target: { messageId: messageIdOf(9) }, content: 'corrected', before: message('a').content },
  ])
})

test('[rule 7] [rule 22] that something went out stays, whatever a page writes that has not heard of it', async () => {
  const factory = new IDBFactory()
  const [sender, other] = [open({ factory }), open({ factory })]
  await other.putItem(message('a'))
  await sender.putItem({ ...message('a'), attempted: true })
  await other.putItem({ ...message('a'), content: 'corrected' })
  expect((await other.read()).items).toMatchObject([
    { nonce: 'a', attempted: true, content: message('a').content },
    { kind: 'edit', target: { nonce: 'a' }, content: 'corrected', before: message('a').content },
  ])
  await Promise.all([sender.putItem(message('a'), { takesBack: true }), sender.putItem(message('a'))])
  expect((await other.read()).items[0]).toEqual(message('a'))
})

test('what goes is gone: files and drafts', async () => {
  const factory = new IDBFactory()
  const disk = open({ factory })
  await disk.putFile(file('f', 'words'))
  await disk.putDraft(draft('typed'))
  await disk.removeFile('f')
  await disk.removeDraft(channelIdOf(1))
  await disk.removeItem('never there')
  expect(await disk.read()).toEqual({ items: [], files: [], drafts: [] })
})

test('[rule 22] another page is told what changed, the page that wrote is not', async () => {
  const factory = new IDBFactory()
  const [here, there] = [open({ factory }), open({ factory })]
  const told: KeptChange[] = []
  const own: KeptChange[] = []
  there.onChanged((change) => told.push(change))
  here.onChanged((change) => own.push(change))
  await here.putItem(message('a'))
  await here.putDraft(draft('typed'))
  await vi.waitFor(() => {
    expect(told).toEqual([{ kind: 'items' }, { kind: 'draft', channelId: channelIdOf(1) }])
  })
  expect((await there.read()).items).toEqual([message('a')])
  expect(own).toEqual([])
  here.close()
  there.close()
})

test('[F34] a full disk is said; what it refused is still there, and written once there is room', async () => {
  const control = fullFactory()
  const disk = open({ factory: control.factory })
  const said: string[] = []
  disk.onKeeping((keeping) => said.push(keeping))
  control.fail = 'QuotaExceededError'
  expect(await disk.putItem(message('a'))).toBe(false)
  expect(await disk.putItem({ ...message('a'), attempted: true })).toBe(false)
  expect((await disk.read()).items).toEqual([{ ...message('a'), attempted: true }])
  expect(disk.keeping()).toBe('full')
  control.fail = undefined
  expect(await disk.putItem(message('b'))).toBe(true)
  expect(said).toEqual(['full', 'kept'])
  expect((await open({ factory: control.factory }).read()).items.map(({ nonce }) => nonce)).toEqual(['a', 'b'])
})

test('[rule 23] at the limit the cache goes first: with the room it made the write succeeds', async () => {
  const control = fullFactory()
  control.fail = 'QuotaExceededError'
  const makeRoom = (): Promise<boolean> => {
    control.fail = undefined
    return Promise.resolve(true)
  }
  const disk = open({ factory: control.factory, makeRoom })
  expect(await disk.putItem(message('a'))).toBe(true)
  expect(disk.keeping()).toBe('kept')
})

test('a page that may keep nothing says so, and remembers as long as it lives', async () => {
  const disk = open({ factory: undefined })
  expect(await disk.read()).toEqual({ items: [], files: [], drafts: [], isPartial: true })
  expect(await disk.putItem(message('a'))).toBe(false)
  expect((await disk.read()).items).toEqual([message('a')])
  expect(disk.keeping()).toBe('unavailable')
})

test('[F34] a file without room keeps no words off the disk, and goes there once something went', async () => {
  const control = fullFactory()
  const disk = open({ factory: control.factory })
  control.fail = 'QuotaExceededError'
  control.only = 'bytes'
  expect(await disk.putFile(file('f', 'words'))).toBe(false)
  expect(await disk.putItem({ ...message('a'), files: ['f'] })).toBe(true)
  expect(disk.keeping()).toBe('full')
  expect((await disk.read()).files[0]?.blob).toBeInstanceOf(Blob)
  const next = await open({ factory: control.factory }).read()
  expect(next.items.map(({ nonce }) => nonce)).toEqual(['a'])
  expect(next.files).toEqual([{ ...file('f', 'words'), blob: null }])

  control.fail = undefined
  await disk.removeItem('never there')
  expect(disk.keeping()).toBe('kept')
  expect((await open({ factory: control.factory }).read()).files[0]?.blob).toBeInstanceOf(Blob)
})

/** A database as another version made it. */
const openAs = (factory: IDBFactory, version: number, make: (database: IDBDatabase) => void): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = factory.open(NAME, version)
    request.addEventListener('upgradeneeded', () => {
      make(request.result)
    })
    request.addEventListener('success', () => {
      resolve(request.result)
    })
    request.addEventListener('blocked', () => {
      reject(new Error('blocked'))
    })
    request.addEventListener('error', () => {
      reject(new Error('not opened'))
    })
  })

test('[rule 23] of a database of the first version everything is still there, in order', async () => {
  const factory = new IDBFactory()
  const first = await openAs(factory, 1, (database) => {
    database.createObjectStore('items', { autoIncrement: true }).createIndex('nonce', 'nonce', { unique: true })
    database.createObjectStore('files', { keyPath: 'id' })
    database.createObjectStore('drafts', { keyPath: 'channelId' })
  })
  const { size: _size, ...old } = file('f', 'words')
  const transaction = first.transaction(['items', 'files', 'drafts'], 'readwrite')
  for (const nonce of ['b', 'a']) transaction.objectStore('items').add({ ...message(nonce), files: ['f'] })
  transaction.objectStore('files').put(old)
  transaction.objectStore('files').put({ ...old, id: 'g' })
  transaction.objectStore('drafts').put(draft('typed'))
  await new Promise((resolve) => {
    transaction.addEventListener('complete', resolve)
  })
  first.close()

  const { items, files, drafts } = await open({ factory }).read()
  expect(items).toEqual(['b', 'a'].map((nonce) => ({ ...message(nonce), files: ['f'] })))
  expect(files).toEqual([old, { ...old, id: 'g' }].map((each) => ({ ...each, size: 5 })))
  expect(await files[1]?.blob?.text()).toBe('words')
  expect(drafts).toEqual([draft('typed')])
})

test('[rule 23] a newer version in another page is not kept waiting, loses nothing, and is said', async () => {
  const factory = new IDBFactory()
  const old = open({ factory })
  await old.putItem(message('a'))
  const newer = await openAs(factory, 99, () => undefined)
  expect([...newer.objectStoreNames]).toEqual(['became', 'bytes', 'drafts', 'files', 'items'])
  expect(await old.putItem(message('b'))).toBe(false)
  expect(old.keeping()).toBe('newer')
  expect(await old.read()).toMatchObject({ items: [message('b')], isPartial: true })
  const items = newer.transaction('items').objectStore('items').getAll()
  await new Promise((resolve) => {
    items.addEventListener('success', resolve)
  })
  expect(items.result).toEqual([message('a')])
  newer.close()
})

const twoAndADraft = {
  onTheirWay: [{ channelId: channelIdOf(1), count: 2 }],
  drafts: [channelIdOf(1)],
}

/** A page that keeps two messages and a draft, and ends. */
async function keepSome(factory: IDBFactory, notes: NoteBox): Promise<void> {
  const disk = open({ factory, notes })
  await disk.putItem(message('a'))
  await disk.putItem(message('b'))
  await disk.putItem(message('c'))
  await disk.putDraft(draft('typed'))
  await disk.removeItem('c')
  await vi.waitFor(() => {
    expect(JSON.parse(notes.read() ?? '')).toMatchObject({ kept: twoAndADraft })
  })
  disk.close()
}

/** A disk on which nothing can be opened, whatever the reason. */
function broken(name: string): IDBFactory {
  const factory = new IDBFactory()
  factory.open = () => {
    throw new DOMException('broken', name)
  }
  return factory
}

test.each([
  ['broken', 'UnknownError', 'unavailable'],
  ['of a newer version', 'VersionError', 'newer'],
])('F35: what cannot be read is named by how much and where, and left as it is: %s', async (_case, error, keeping) => {
  const [factory, notes] = [new IDBFactory(), createHeldNotes()]
  await keepSome(factory, notes)
  const disk = open({ factory: broken(error), notes })
  expect((await disk.read()).missing).toEqual(twoAndADraft)
  expect(disk.keeping()).toBe(keeping)
  // What is written meanwhile stays here, and does not make anybody forget what there was.
  await disk.putItem(message('d'))
  expect((await disk.read()).missing).toEqual(twoAndADraft)
  const again = await open({ factory, notes }).read()
  expect([again.items.length, again.drafts.length, again.missing]).toEqual([2, 1, undefined])
})

test('F35: of a database that is gone it is said what is lost, until somebody has read that', async () => {
  const notes = createHeldNotes()
  await keepSome(new IDBFactory(), notes)
  const factory = new IDBFactory()
  const disk = open({ factory, notes })
  expect(await disk.read()).toEqual({ items: [], files: [], drafts: [], missing: twoAndADraft })
  await disk.putItem(message('d'))
  disk.close()
  const next = open({ factory, notes })
  expect((await next.read()).missing).toEqual(twoAndADraft)
  next.dismissMissing()
  expect((await next.read()).missing).toBeUndefined()
})

test('of somebody who never wrote anything nothing is ever noted', async () => {
  const write = vi.fn<NoteBox['write']>()
  const disk = open({ factory: new IDBFactory(), notes: { read: () => null, write } })
  expect((await disk.read()).missing).toBeUndefined()
  disk.dismissMissing()
  expect(write).not.toHaveBeenCalled()
})

test('F35: nothing is called lost that was settled, or that nobody knows of', async () => {
  const notes = createHeldNotes()
  const disk = open({ factory: new IDBFactory(), notes })
  expect((await disk.read()).missing).toBeUndefined()
  await disk.putItem(message('a'))
  await vi.waitFor(() => {
    expect(notes.read()).not.toBeNull()
  })
  await disk.removeItem('a')
  await vi.waitFor(() => {
    expect(notes.read()).toBeNull()
  })
  expect((await open({ factory: broken('UnknownError'), notes }).read()).missing).toBeUndefined()
  notes.write('{')
  expect((await open({ factory: broken('UnknownError'), notes }).read()).missing).toBeUndefined()
})

test('F35: nothing is noted of what is taken away while it is being read', async () => {
  const [factory, notes] = [new IDBFactory(), createHeldNotes()]
  await keepSome(factory, createHeldNotes())
  const disk = open({ factory, notes })
  await disk.read()
  notes.write(null)
  const reading = disk.read()
  // It has been asked for by then, and is not here yet.
  await Promise.resolve().then(() => undefined)
  disk.close('for good')
  await reading
  expect(notes.read()).toBeNull()
})

test('[rule 23] a disk that is closed takes what was on its way and what comes all the same, notes it, and is let go of', async () => {
  const [factory, notes] = [new IDBFactory(), createHeldNotes()]
  const opened = vi.spyOn(factory, 'open')
  const letGo = vi.spyOn(IDBDatabase.prototype, 'close')
  const disk = open({ factory, notes })
  const written = disk.putItem(message('a'))
  disk.close()
  expect(await written).toBe(true)
  const sent = { onTheirWay: [{ channelId: channelIdOf(1), count: 1 }], drafts: [] }
  await vi.waitFor(() => {
    expect(JSON.parse(notes.read() ?? '{}')).toMatchObject({ kept: sent })
    expect(letGo).toHaveBeenCalledTimes(opened.mock.calls.length)
  })
  expect(await disk.putDraft(draft('typed'))).toBe(true)
  await vi.waitFor(() => {
    expect(JSON.parse(notes.read() ?? '{}')).toMatchObject({ kept: { ...sent, drafts: [channelIdOf(1)] } })
    expect(letGo).toHaveBeenCalledTimes(opened.mock.calls.length)
  })
  letGo.mockRestore()
  expect(await open({ factory, notes }).read()).toMatchObject({ items: [message('a')], drafts: [draft('typed')] })
})
