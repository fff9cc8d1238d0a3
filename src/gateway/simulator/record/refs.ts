import type { WorldIds } from '../world-spec.ts'

export type RefKind = 'person' | 'webhook' | 'server' | 'everyone' | 'channel' | 'role' | 'category' | 'sticker'

/** What people, places and things are called in a recording, by their ids. */
export interface Refs {
  readonly of: (kind: RefKind, id: string) => string | undefined
  /** Gives something its reference: a known one, else one like its name, or by number where names are to be hidden. */
  readonly add: (kind: RefKind, id: string, name: string) => string
  /** The same by an exact reference. */
  readonly set: (kind: RefKind, id: string, ref: string) => void
  /** Of whatever kind it is. */
  readonly find: (id: string) => { readonly kind: RefKind; readonly ref: string } | undefined
}

/** Words that mean something else in a scenario. */
const reserved = ['it', 'everyone']
const LONGEST = 40

function slug(name: string, kind: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, LONGEST)
  return /^[a-z]/.test(plain) ? plain : `${kind}${plain === '' ? '' : `-${plain}`}`
}

interface RefsOptions {
  /** What the scenario calls what it has: its author's words, and nobody's names. */
  readonly known: WorldIds
  readonly hidesNames: boolean
}

export function createRefs({ known, hidesNames }: RefsOptions): Refs {
  const byId = new Map<string, { readonly kind: RefKind; readonly ref: string }>()
  const used = new Set(reserved)
  const given = new Map(
    [known.people, known.servers, known.channels, known.roles].flatMap((ids) => [...ids].map(([ref, id]) => [id, ref])),
  )
  for (const ref of given.values()) used.add(ref)

  function free(wanted: string): string {
    let ref = wanted
    for (let count = 2; used.has(ref); count += 1) ref = `${wanted}-${count}`
    used.add(ref)
    return ref
  }

  function firstFree(kind: string): string {
    let count = 1
    while (used.has(`${kind}-${count}`)) count += 1
    return free(`${kind}-${count}`)
  }

  function set(kind: RefKind, id: string, ref: string): void {
    byId.set(id, { kind, ref })
    used.add(ref)
  }

  return {
    set,
    find: (id) => byId.get(id),
    of: (kind, id) => {
      const found = byId.get(id)
      return found?.kind === kind ? found.ref : undefined
    },
    add: (kind, id, name) => {
      const already = byId.get(id)
      if (already !== undefined) return already.ref
      const ref = given.get(id) ?? (hidesNames ? firstFree(kind) : free(slug(name, kind)))
      set(kind, id, ref)
      return ref
    },
  }
}
