/** The scenarios that come with the gateway. */
export const scenarioNames = [
  'empty',
  'demo',
  'two-friends',
  'busy-server',
  'big-history',
  'permissions',
  'reconnect-gap',
  'every-message',
] as const
