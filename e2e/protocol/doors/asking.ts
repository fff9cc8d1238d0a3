import { formOf } from '../form.ts'
import { request, type Answer } from '../web-client.ts'
import type { Route } from './collect-routes.ts'
import type { Door } from './doors.ts'
import { thingOfName, type Things } from './things.ts'

/** What a path may name that is nobody's. */
const plain: Readonly<Record<string, string>> = { emoji: encodeURIComponent('👍') }

/** What anybody may name: a bot is invited without its owner's consent. */
const anybodys: Readonly<Record<string, keyof Things>> = { botUserId: 'botUser' }

const namesIn = ({ url }: Route): string[] => [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name)

/** @throws where a path names a thing that this proof has never heard of: teach it. */
function partOf(name: string): keyof Things {
  const part = thingOfName[name]
  if (part === undefined) throw new Error(`The proof does not know what ":${name}" in a path stands for`)
  return part
}

/** The things a path names, apart from what is nobody's. */
export const partsOf = (route: Route): (keyof Things)[] =>
  namesIn(route)
    .filter((name) => plain[name] === undefined && anybodys[name] === undefined)
    .map(partOf)

const pathOf = (route: Route, things: Things): string =>
  route.url.replaceAll(/:(\w+)/g, (_whole, name: string) => plain[name] ?? things[anybodys[name] ?? partOf(name)])

/** Every way to fill some places with things of several owners. */
export function mixesOf(route: Route, owners: readonly Things[]): Things[] {
  const [first] = owners
  if (first === undefined) return []
  return partsOf(route).reduce<Things[]>(
    (mixes, part) => {
      const choices = [...new Set(owners.map((owner) => owner[part]))]
      return mixes.flatMap((mix) => choices.map((choice) => ({ ...mix, [part]: choice })))
    },
    [first],
  )
}

interface Knock {
  readonly url: string
  readonly route: Route
  readonly door: Door
  readonly things: Things
  /** Whose things the body speaks of; those of the path where nothing is said. */
  readonly inBody?: Things
  readonly headers: Record<string, string>
}

export function knock({ url, route, door, things, inBody = things, headers }: Knock): Promise<Answer> {
  const body = door.body?.(inBody)
  const address = url + pathOf(route, things) + (door.query ?? '')
  if (door.file !== undefined) {
    const fields = Object.entries(body ?? {}).map(([field, value]) => ({ field, data: String(value) }))
    const form = formOf([...fields, { field: door.file, filename: 'a.png', type: 'image/png' }])
    return request(address, {
      method: route.method,
      headers: { ...headers, ...form.headers },
      raw: form.body,
    })
  }
  return request(address, {
    method: route.method,
    headers,
    ...(body === undefined ? {} : { json: body }),
  })
}
