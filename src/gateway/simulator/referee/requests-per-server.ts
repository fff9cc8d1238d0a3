import { elapsedMs, pathOf, type Rule, type Seen } from './rule.ts'

/** So many servers asked for one by one, so close together, are a loop over all of them. */
const SERVERS = 5
const WITHIN_MS = 5_000

const ofServer = /^\/api\/servers\/(?<server>[^/]+)(?<rest>\/.*)?$/

/** Somebody who asks the same of each of their servers: with a hundred of them it is a hundred requests. */
export const requestsPerServer: Rule = ({ accuse }) => {
  const asked = new Map<string, ReadonlyMap<string, Seen>>()

  return {
    answer: ({ user, method, path }, seen) => {
      const { server, rest = '' } = ofServer.exec(pathOf(path))?.groups ?? {}
      if (user === undefined || method !== 'GET' || server === undefined) return
      const key = `${user} ${rest}`
      const recent = [...(asked.get(key) ?? [])].filter(([, each]) => elapsedMs(each, seen) <= WITHIN_MS)
      const servers = new Map([...recent, [server, seen] as const])
      asked.set(key, servers)
      if (servers.size < SERVERS) return
      const text = `asked GET /api/servers/*${rest} of ${servers.size} servers, one by one`
      accuse({ rule: 'requests-per-server', user, text, steps: [...servers.values()] })
      asked.delete(key)
    },
  }
}
