import { isId } from '#shared/models/ids.ts'
import type { WorldFile } from '#shared/simulator/scenario-world.ts'
import { serversOf } from '../scenario/known.ts'
import type { Names } from '../names.ts'
import type { Refs } from './refs.ts'
import type { Scribe } from './scribe.ts'
import type { Stored } from './stored.ts'
import { createTexts, type TextChoice } from './texts.ts'

interface ScribeOptions {
  readonly world: WorldFile
  readonly refs: Refs
  readonly stored: Stored
  readonly names: Names
  readonly choice: TextChoice
  /** How many messages of a channel, by its id, are not in the world. */
  readonly skipped: ReadonlyMap<string, number>
}

/** A scribe, and what it has learned in the end. */
export interface Written extends Scribe {
  readonly omitted: ReadonlyMap<string, number>
  /** References of messages that others name. */
  readonly named: ReadonlySet<string>
  /** Those who came during the recording: they have an account from its beginning. */
  readonly newcomers: WorldFile['people']
  readonly isNew: (id: string) => boolean
}

/** Who holds which roles in a world, by server and person. */
function rolesIn(world: WorldFile): Map<string, readonly string[]> {
  const held = new Map<string, readonly string[]>()
  for (const [server, { roles }] of serversOf(world)) {
    for (const [role, details] of Object.entries(roles ?? {})) {
      for (const person of details?.members ?? []) {
        const key = `${server} ${person}`
        held.set(key, [...(held.get(key) ?? []), role])
      }
    }
  }
  return held
}

function createPeople({ refs, stored, names, choice }: ScribeOptions): Pick<Written, 'person' | 'newcomers'> {
  const users = new Map(stored.users.map((user) => [user.id, user]))
  const newcomers: WorldFile['people'] = {}

  function idOf(name: string): string | undefined {
    if (isId(name)) return name
    try {
      return names.personId(name)
    } catch {
      // Somebody who is gone, or who never was anybody.
      return undefined
    }
  }

  return {
    newcomers,
    person: (name) => {
      const id = name === undefined ? undefined : idOf(name)
      const known = id === undefined ? undefined : refs.of('person', id)
      const user = users.get(id ?? '')
      if (known !== undefined || user?.isBot !== 0) return known
      const ref = refs.add('person', user.id, user.username)
      const isFit = user.username.length <= 32 && user.username !== ref
      newcomers[ref] = isFit && choice === 'keep' ? { name: user.username } : null
      return ref
    },
  }
}

type Messages = Pick<Written, 'message' | 'said' | 'named' | 'isNew'>

function createMessages({ refs, stored, skipped }: ScribeOptions): Messages {
  const said = new Map<string, string>()
  const named = new Set<string>()
  return {
    named,
    isNew: (id) => said.has(id),
    said: (id) => {
      const before = said.get(id)
      const ref = before ?? `m${said.size + 1}`
      said.set(id, ref)
      return { ref, isNew: before === undefined }
    },
    message: (id) => {
      if (typeof id !== 'string') return undefined
      const ref = said.get(id)
      if (ref !== undefined) named.add(ref)
      const stands = stored.messages.get(id)
      const channel = refs.of('channel', stands?.channelId ?? '')
      if (ref !== undefined || stands === undefined || channel === undefined) return ref
      const place = stands.place - (skipped.get(stands.channelId) ?? 0)
      return place > 0 ? `${channel}~${place}` : undefined
    },
  }
}

export function createScribe(options: ScribeOptions): Written {
  const { world, refs, stored, choice } = options
  const omitted = new Map<string, number>()
  const owners = new Map(serversOf(world).map(([server, { owner }]) => [server, owner]))
  const held = rolesIn(world)
  const webhooks = new Map(stored.webhooks.map(({ id, channelId }) => [id, channelId]))
  const everyone = new Map(stored.servers.map(({ id, everyoneRoleId }) => [id, everyoneRoleId]))
  const people = createPeople(options)

  function learnEveryone(server: string, ref: string): void {
    const role = everyone.get(server)
    if (role !== undefined) refs.set('everyone', role, ref)
  }

  for (const [id] of everyone) {
    const ref = refs.of('server', id)
    if (ref !== undefined) learnEveryone(id, ref)
  }
  return {
    refs,
    texts: createTexts(choice, people.person),
    ...people,
    ...createMessages(options),
    omitted,
    omit: (what) => {
      omitted.set(what, (omitted.get(what) ?? 0) + 1)
      return undefined
    },
    ownerOf: (server) => owners.get(server),
    channelOfWebhook: (webhook) => refs.of('channel', webhooks.get(webhook) ?? ''),
    learnServer: (id, ref, owner) => {
      owners.set(ref, owner)
      learnEveryone(id, ref)
    },
    setRoles: ({ server, person }, roles) => {
      const key = `${server} ${person}`
      const before = held.get(key) ?? []
      held.set(key, roles)
      return {
        given: roles.filter((role) => !before.includes(role)),
        taken: before.filter((role) => !roles.includes(role)),
      }
    },
  }
}
