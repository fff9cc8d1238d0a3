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

/** Whether a scenario is named by its file. Whatever else it is called is a name. */
export const isScenarioFile = (name: string): boolean => /[/\\]|\.(ya?ml|json)$/i.test(name)
