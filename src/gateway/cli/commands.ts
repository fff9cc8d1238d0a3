import { start } from './start.ts'
import type { Subcommands } from './subcommand.ts'

/** Only `start` has no time to look for a file of its own. */
export const commands: Subcommands = new Map([
  ['start', () => Promise.resolve(start)],
  ['exec', async () => (await import('./exec.ts')).exec],
  ['bot', async () => (await import('./bot.ts')).bot],
  ['scenario', async () => (await import('./scenario.ts')).scenario],
  ['doctor', async () => (await import('./doctor.ts')).doctor],
  ['quirks', async () => (await import('./quirks.ts')).quirks],
  ['completion', async () => (await import('./completion.ts')).completion],
  ['help', async () => (await import('./help.ts')).help],
])
