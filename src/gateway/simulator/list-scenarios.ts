import { loadShipped } from './scenario/load-scenario.ts'

interface ListedScenario {
  readonly name: string
  readonly title: string
}

/** Those that come with the gateway: two are programs, the others files. */
export async function listScenarios(): Promise<readonly ListedScenario[]> {
  const files = await loadShipped()
  return [
    { name: 'empty', title: 'Nothing and nobody' },
    { name: 'demo', title: 'Two servers, a dozen channels, thirty people, some of them talking' },
    ...files.map(({ name, title }) => ({ name, title })),
  ]
}
