import { meantFor, newestWord, overAttempt, overBecame, type BecameOf } from '#renderer/storage/over-known.ts'
import type { Kept, KeptDraft, KeptFile, KeptItem } from '#renderer/store/kept.ts'
import type { KeptChange, KeptDisk } from '#renderer/sync/kept-disk.ts'
import type { MessageId } from '#shared/models/ids.ts'
import type { Possible } from './possible.ts'

interface Write {
  readonly page: number
  readonly label: string
  readonly carryOut: () => void
  readonly settle: () => void
  readonly told: KeptChange | undefined
}

interface Notice {
  readonly from: number
  readonly page: number
  readonly change: KeptChange
}

interface Reader {
  readonly page: number
  readonly listeners: Set<(change: KeptChange) => void>
}

/** The disk of one machine, which its pages share. What is written is there once a step has carried it out, in order. */
export class Disk {
  readonly #items = new Map<string, KeptItem>()
  readonly #files = new Map<string, KeptFile>()
  readonly #drafts = new Map<string, KeptDraft>()
  readonly #became = new Map<string, BecameOf>()
  readonly #readers: Reader[] = []
  #writes: Write[] = []
  #notices: Notice[] = []

  #write(page: number, label: string, write: Pick<Write, 'carryOut' | 'told'>): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    this.#writes.push({
      page,
      label,
      ...write,
      settle: () => {
        resolve(true)
      },
    })
    return promise
  }

  /** After everything this page has written before, as a database does it. */
  #read(page: number): Promise<Kept> {
    const { promise, resolve } = Promise.withResolvers<Kept>()
    const settle = (): void => {
      resolve(this.#kept())
    }
    this.#writes.push({ page, label: 'nothing, but read', carryOut: () => undefined, settle, told: undefined })
    return promise
  }

  #carryOut(write: Write): void {
    this.#writes = this.#writes.filter((each) => each !== write)
    write.carryOut()
    const { told } = write
    const others = this.#readers.filter(({ page }) => page !== write.page)
    if (told !== undefined) this.#notices.push(...others.map(({ page }) => ({ from: write.page, page, change: told })))
    write.settle()
  }

  #hear(notice: Notice): void {
    this.#notices = this.#notices.filter((each) => each !== notice)
    const reader = this.#readers.find(({ page }) => page === notice.page)
    for (const listener of reader?.listeners ?? []) listener(notice.change)
  }

  /** The next write of each page, and the next notice to each. */
  possible(): readonly Possible[] {
    const writes = firstOfEach(this.#writes)
    const notices = firstOfEach(this.#notices)
    return [
      ...writes.map((write) => ({
        label: () => `write ${write.page} ${write.label}`,
        happen: () => this.#carryOut(write),
      })),
      ...notices.map((notice) => ({ label: () => `notice ${notice.page}`, happen: () => this.#hear(notice) })),
    ]
  }

  /** Whether anything of a page is not on the disk yet. */
  isWriting(page: number): boolean {
    return this.#writes.some((write) => write.page === page)
  }

  /** Whether other pages have still to hear something from a page. */
  isToBeSaid(page: number): boolean {
    return this.#notices.some(({ from }) => from === page)
  }

  /** A page is killed: what it had not got to the disk is lost, and what it had not said yet nobody hears. */
  kill(page: number): void {
    this.#writes = this.#writes.filter((write) => write.page !== page)
    this.#notices = this.#notices.filter((notice) => notice.page !== page && notice.from !== page)
    const index = this.#readers.findIndex((reader) => reader.page === page)
    if (index >= 0) this.#readers.splice(index, 1)
  }

  /** What it has begun to write is written all the same. */
  #leave(reader: Reader): void {
    const index = this.#readers.indexOf(reader)
    if (index >= 0) this.#readers.splice(index, 1)
    this.#notices = this.#notices.filter(({ page }) => page !== reader.page)
  }

  /** Words of the messages that are kept and not settled. */
  words(): readonly string[] {
    return [...this.#items.values()].flatMap((item) => (item.kind === 'message' ? item.content : []))
  }

  #kept(): Kept {
    return {
      items: [...this.#items.values()],
      files: [...this.#files.values()],
      drafts: [...this.#drafts.values()],
    }
  }

  #meant(item: KeptItem): KeptItem | undefined {
    const nonce = item.kind !== 'message' && 'nonce' in item.target ? item.target.nonce : undefined
    const known = nonce === undefined ? undefined : this.#became.get(nonce)
    return nonce === undefined || known === undefined ? item : meantFor(item, nonce, known)
  }

  /** What was done to something is meant for what came of it. */
  #take(nonce: string, messageId: MessageId | undefined): void {
    const item = this.#items.get(nonce)
    this.#items.delete(nonce)
    if (messageId === undefined && item === undefined) return
    const said = item?.kind === 'message' ? { content: item.content } : {}
    const became = { messageId: messageId ?? null, ...said }
    for (const one of this.#items.values()) {
      const now = meantFor(one, nonce, became)
      if (now === undefined) this.#items.delete(one.nonce)
      else this.#items.set(one.nonce, now)
    }
    this.#became.set(nonce, newestWord(this.#became.get(nonce), became))
  }

  /** That something went out, or is done, is not taken back by a page that has not heard of it. */
  #put(put: KeptItem, takesBack: boolean): void {
    const item = this.#meant(put)
    if (item === undefined) return
    const before = this.#items.get(item.nonce)
    const done = before === undefined ? this.#became.get(item.nonce) : undefined
    const written = done === undefined ? overAttempt(takesBack ? undefined : before, item) : overBecame(done, item)
    for (const one of written) this.#items.set(one.nonce, one)
  }

  openFor(page: number): KeptDisk {
    const reader: Reader = { page, listeners: new Set<(change: KeptChange) => void>() }
    const { listeners } = reader
    let isClosed = false
    this.#readers.push(reader)
    const items: KeptChange = { kind: 'items' }
    const write = (label: string, carryOut: () => void, told?: KeptChange): Promise<boolean> =>
      isClosed ? Promise.resolve(false) : this.#write(page, label, { carryOut, told })
    return {
      read: () => this.#read(page),
      onChanged: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      dismissMissing: () => undefined,
      keeping: () => 'kept',
      onKeeping: () => () => undefined,
      close: () => {
        isClosed = true
        this.#leave(reader)
      },
      putItem: (item, options) =>
        write(
          `put ${item.nonce}`,
          () => {
            this.#put(item, options?.takesBack === true)
            if (options?.clearsDraft === true) this.#drafts.delete(item.channelId)
          },
          items,
        ),
      removeItem: (nonce, became) =>
        write(
          `remove ${nonce}`,
          () => this.#take(nonce, became?.messageId),
          became === undefined ? items : { kind: 'items', settled: { nonce, ...became } },
        ),
      putFile: (file) => write(`put file ${file.id}`, () => this.#files.set(file.id, file)),
      removeFile: (id) => write(`remove file ${id}`, () => this.#files.delete(id)),
      // Nobody here has files.
      tell: () => undefined,
      putDraft: (draft) =>
        write('put draft', () => this.#drafts.set(draft.channelId, draft), {
          kind: 'draft',
          channelId: draft.channelId,
        }),
      // No page here goes before it has read.
      noteDraft: () => undefined,
      removeDraft: (channelId) =>
        write('remove draft', () => this.#drafts.delete(channelId), { kind: 'draft', channelId }),
    }
  }
}

function firstOfEach<Item extends { readonly page: number }>(items: readonly Item[]): readonly Item[] {
  const seen = new Set<number>()
  return items.filter(({ page }) => !seen.has(page) && seen.add(page))
}
