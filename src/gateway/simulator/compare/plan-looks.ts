import type { WorldSpec } from '../world-spec.ts'
import { request, type Visit } from './plan-world.ts'
import type { Step } from './step.ts'

/** Everybody looks at everything once, what they may not see included. */
export function looks(spec: WorldSpec, { people }: Visit): Step[] {
  const servers = spec.servers.filter(({ owner }) => people.includes(owner))
  const directs = (spec.directs ?? []).filter((pair) => pair.every((person) => people.includes(person)))
  const channels = [
    ...servers.flatMap(({ channels: own }) => own.map(({ ref }) => ref)),
    ...directs.map(([one, other]) => `${one}&${other}`),
  ]
  const own = ['/users/@me/servers', '/users/@me/channels']
  const ofServers = servers.flatMap(({ ref }) =>
    ['', '/roles', '/members', '/categories', '/channels'].map((part) => `/servers/{server:${ref}}${part}`),
  )
  const pages = channels.map((ref) => `/channels/{channel:${ref}}/messages?limit=50`)
  return people.flatMap((person) => [...own, ...ofServers, ...pages].map((path) => request(person, `GET ${path}`)))
}
