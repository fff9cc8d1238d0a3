import type { WorldSpec } from '#gateway/simulator/world-spec.ts'

export const people = ['ada', 'ben', 'cleo', 'dan', 'eve', 'finn', 'gus', 'hana', 'ivo', 'june']

/** Whose server it is; everybody else comes and goes. */
export const owners: Readonly<Record<string, string>> = { harbour: 'ada', island: 'ben', lagoon: 'cleo' }

const roleNames = ['captain', 'crew', 'guest']
const channelNames = ['deck', 'hold', 'bridge']

export const rolesOf = (server: string): string[] => roleNames.map((name) => `${server} ${name}`)
export const channelsOf = (server: string): string[] => channelNames.map((name) => `${server} ${name}`)

/** A place that nothing happens to: everybody is there, and what is said there proves that all before it has arrived. */
export const SQUARE = 'square'

/** How such words begin. Whoever breaks a gateway on purpose spares them: without them nobody knows when it is over. */
export const FAREWELL = 'farewell, '

/** Three servers that will not stay as they are, and one that will. */
export const restlessWorld: WorldSpec = {
  people: people.map((ref) => ({ ref, username: ref })),
  servers: [
    ...Object.entries(owners).map(([server, owner]) => ({
      ref: server,
      name: server,
      owner,
      members: people.filter((person, place) => person !== owner && place % 3 !== server.length % 3),
      roles: rolesOf(server).map((ref, place) => ({
        ref,
        name: ref,
        color: '#123456',
        permissions: [],
        members: people.filter((_, index) => index % 3 === place),
      })),
      channels: channelsOf(server).map((ref, place) => ({
        ref,
        name: ref,
        ...(place === 1 ? { onlyRoles: [rolesOf(server)[0] ?? ''] } : {}),
      })),
    })),
    {
      ref: SQUARE,
      name: SQUARE,
      owner: 'june',
      members: people.filter((person) => person !== 'june'),
      channels: [{ ref: SQUARE, name: SQUARE }],
    },
  ],
  directs: [
    ['ada', 'dan'],
    ['eve', 'finn'],
  ],
}

export const directs = ['ada&dan', 'eve&finn']
