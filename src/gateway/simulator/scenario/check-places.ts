import type { WorldFile } from '#shared/simulator/scenario-world.ts'
import type { Check } from './check-references.ts'
import type { Path } from './complaint.ts'
import { keysOf, serversOf } from './known.ts'

type ServerFile = NonNullable<WorldFile['servers']>[string]

/** The role that all have. */
const EVERYONE = 'everyone'

/** A reference stands for one thing in the whole scenario. */
function demandOnce(check: Check, refs: readonly (readonly [ref: string, path: Path])[]): void {
  const seen = new Set<string>()
  for (const [ref, path] of refs) {
    if (seen.has(ref)) check.complain(path, `"${ref}" is there already: each reference stands for one thing`)
    seen.add(ref)
  }
}

function checkOverrides(check: Check, server: ServerFile, path: Path): void {
  const members = [server.owner, ...(server.members ?? [])]
  const roles = [EVERYONE, ...keysOf(server.roles)]
  for (const [name, channel] of Object.entries(server.channels)) {
    check.demand('category', keysOf(server.categories), {
      path: [...path, 'channels', name, 'category'],
      ref: channel?.category,
    })
    for (const [index, { role, member }] of (channel?.overrides ?? []).entries()) {
      const at = [...path, 'channels', name, 'overrides', index]
      if ((role === undefined) === (member === undefined)) check.complain(at, 'Expected one of role and member')
      check.demand('role here', roles, { path: [...at, 'role'], ref: role })
      check.demand('member here', members, { path: [...at, 'member'], ref: member })
    }
  }
}

function checkServer(check: Check, name: string, server: ServerFile): void {
  const { known, demand, complain } = check
  const path = ['world', 'servers', name]
  demand('person', known.people, { path: [...path, 'owner'], ref: server.owner })
  check.demandAll('person', known.people, { path: [...path, 'members'], refs: server.members })
  for (const [role, details] of Object.entries(server.roles ?? {})) {
    const among = [server.owner, ...(server.members ?? [])]
    if (role === EVERYONE)
      complain(
        [...path, 'roles', role],
        'This is the role that all have: its permissions stand in "everyone" of the server',
      )
    check.demandAll('member here', among, { path: [...path, 'roles', role, 'members'], refs: details?.members })
  }
  checkOverrides(check, server, path)
}

function checkDirects(check: Check, { directs = [] }: WorldFile): void {
  for (const [index, [one, other]] of directs.entries()) {
    const path = ['world', 'directs', index]
    check.demandAll('person', check.known.people, { path, refs: [one, other] })
    if (one === other) check.complain(path, 'A direct message needs two people')
  }
  demandOnce(
    check,
    directs.map((pair, index) => [pair.toSorted().join('&'), ['world', 'directs', index]]),
  )
}

function checkAccounts(check: Check, { webhooks = {}, bots = {}, stickers = {} }: WorldFile): void {
  const { known, demand, complain } = check
  const people = keysOf(check.file.world.people)
  for (const [name, { channel }] of Object.entries(webhooks)) {
    demand('channel of a server', known.serverChannels, { path: ['world', 'webhooks', name, 'channel'], ref: channel })
  }
  for (const [name, { owner }] of Object.entries(bots)) {
    demand('person', people, { path: ['world', 'bots', name, 'owner'], ref: owner })
  }
  for (const [name, { server, person }] of Object.entries(stickers)) {
    const path = ['world', 'stickers', name]
    if ((server === undefined) === (person === undefined)) complain(path, 'Expected one of server and person')
    demand('server', known.servers, { path: [...path, 'server'], ref: server })
    demand('person', known.people, { path: [...path, 'person'], ref: person })
  }
}

/** People, servers and what is in them. */
export function checkPlaces(check: Check): void {
  const { world } = check.file
  check.demand('person', keysOf(world.people), { path: ['world', 'owner'], ref: world.owner })
  for (const [name, server] of serversOf(world)) checkServer(check, name, server)
  const inServers = (kind: 'channels' | 'roles'): (readonly [string, Path])[] =>
    serversOf(world).flatMap(([name, server]) =>
      keysOf(server[kind]).map((ref) => [ref, ['world', 'servers', name, kind, ref]] as const),
    )
  demandOnce(check, inServers('channels'))
  demandOnce(check, inServers('roles'))
  const accounts = (['people', 'bots', 'webhooks'] as const).flatMap((kind) =>
    keysOf(world[kind]).map((ref) => [ref, ['world', kind, ref]] as const),
  )
  demandOnce(check, accounts)
  checkDirects(check, world)
  checkAccounts(check, world)
}
