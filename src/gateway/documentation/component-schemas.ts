import * as z from 'zod/mini'
import * as bots from '#shared/models/bot.ts'
import * as categories from '#shared/models/category.ts'
import * as channels from '#shared/models/channel.ts'
import * as embeds from '#shared/models/embed.ts'
import { userId } from '#shared/models/ids.ts'
import * as members from '#shared/models/member.ts'
import * as messages from '#shared/models/message.ts'
import * as permissions from '#shared/models/permissions.ts'
import * as presence from '#shared/models/presence.ts'
import * as roles from '#shared/models/role.ts'
import * as servers from '#shared/models/server.ts'
import * as stickers from '#shared/models/sticker.ts'
import { timestamp } from '#shared/models/timestamp.ts'
import * as users from '#shared/models/user.ts'
import type { WireSchema } from './route-description.ts'

/** A JSON schema, or a reference to one. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** The schemas of a document, each once under its name. */
export interface ComponentSchemas {
  /** A reference to a schema: by the name of its record, else by the one that is given. */
  readonly refTo: (schema: WireSchema, name: string) => JsonSchema
  /** A schema as it is, without a name. */
  readonly inPlace: (schema: WireSchema) => JsonSchema
  /** All that were referred to, and what they refer to themselves. */
  readonly all: () => Readonly<Record<string, JsonSchema>>
}

const PREFIX = '#/components/schemas/'
const records = [
  bots,
  categories,
  channels,
  embeds,
  members,
  messages,
  permissions,
  presence,
  roles,
  servers,
  stickers,
  users,
] as const

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

function isSchema(value: unknown): value is WireSchema {
  return value instanceof z.ZodMiniType
}

/** Every record of the contract by its own name; ids of all kinds look the same on the wire. */
function namedRecords(): Map<WireSchema, string> {
  const names = new Map<WireSchema, string>([
    [userId, 'Id'],
    [timestamp, 'Timestamp'],
  ])
  for (const [name, value] of records.flatMap((module) => Object.entries(module))) {
    if (isSchema(value) && !names.has(value)) names.set(value, capital(name))
  }
  return names
}

const refsIn = (value: unknown): string[] =>
  [...JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name = '']) => name)

const withoutAddress = ({ $schema: _schema, $id: _id, ...rest }: JsonSchema): JsonSchema => rest

/** Notes for compilers, and numbers that are no limits, tell a reader nothing. */
function tidy({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void {
  delete jsonSchema['readOnly']
  delete jsonSchema['propertyNames']
  if (jsonSchema['minimum'] === Number.MIN_SAFE_INTEGER) delete jsonSchema['minimum']
  if (jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum']
}

export function createComponentSchemas(target: 'draft-2020-12' | 'draft-7'): ComponentSchemas {
  // What is written is what goes over the wire, before a reader makes anything of it.
  const form = { target, io: 'input', unrepresentable: 'any', override: tidy } as const
  const names = namedRecords()
  const taken = new Set(names.values())
  const wanted = new Set<string>()

  function freeName(name: string): string {
    let free = name
    for (let count = 2; taken.has(free); count += 1) free = `${name}${count}`
    taken.add(free)
    return free
  }

  function written(): Record<string, JsonSchema> {
    const registry = z.registry<{ id: string }>()
    for (const [schema, id] of names) registry.add(schema, { id })
    const { schemas } = z.toJSONSchema(registry, { ...form, uri: (id) => PREFIX + id })
    return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutAddress(schema)]))
  }

  function refTo(schema: WireSchema, name: string): JsonSchema {
    const known = names.get(schema)
    if (known === undefined && schema instanceof z.ZodMiniArray) {
      return { type: 'array', items: refTo(schema._zod.def.element as WireSchema, `${name}Item`) }
    }
    const found = known ?? freeName(name)
    names.set(schema, found)
    wanted.add(found)
    return { $ref: PREFIX + found }
  }

  return {
    refTo,
    inPlace: (schema) => withoutAddress(z.toJSONSchema(schema, form)),
    all: () => {
      const schemas = written()
      const found = new Set<string>()
      const waiting = [...wanted]
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        if (found.has(name)) continue
        found.add(name)
        waiting.push(...refsIn(schemas[name]))
      }
      return Object.fromEntries([...found].toSorted().map((name) => [name, schemas[name] ?? {}]))
    },
  }
}
