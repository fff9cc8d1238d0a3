import type { WorldSpec } from './world-spec.ts'

/** Two friends, one server, a general and a hidden channel, and their direct message; and carol, who knows neither. */
export const twoFriends = {
  people: [
    { ref: 'alice', username: 'alice' },
    { ref: 'bob', username: 'bob' },
    { ref: 'carol', username: 'carol' },
  ],
  servers: [
    {
      ref: 'home',
      name: 'Home',
      owner: 'alice',
      members: ['bob'],
      channels: [
        { ref: 'general', name: 'general', topic: 'Whatever comes up' },
        { ref: 'random', name: 'random' },
        { ref: 'secret', name: 'secret', onlyRoles: [] },
      ],
    },
    { ref: 'attic', name: 'Attic', owner: 'carol', members: [], channels: [{ ref: 'boxes', name: 'boxes' }] },
  ],
  directs: [['alice', 'bob']],
} as const satisfies WorldSpec
