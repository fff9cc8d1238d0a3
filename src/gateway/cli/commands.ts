import { start } from './start.ts'
import type { Subcommands } from './subcommand.ts'

/** Only `start` has no time to look for a file of its own. */
export const commands: Subcommands = new Map([
  ['start', () => Promise.resolve(start)],
  ['exec', async () => (await import('./exec.ts')).exec],
  ['bot', async () => (await import('./bot.ts')).bot],
  ['scenario', async () => (await import('./scenario.ts')).scenario],
  ['inspector', async () => (await import('./inspector.ts')).inspector],
  ['events', async () => (await import('./events.ts')).events],
  ['explain', async () => (await import('./explain.ts')).explain],
  ['fault', async () => (await import('./fault.ts')).faultCommand],
  ['clock', async () => (await import('./clock.ts')).clock],
  ['seed', async () => (await import('./seed.ts')).seed],
  ['reset', async () => (await import('./seed.ts')).reset],
  ['snapshot', async () => (await import('./snapshot.ts')).snapshot],
  ['record', async () => (await import('./record.ts')).record],
  ['replay', async () => (await import('./replay.ts')).replay],
  ['compare', async () => (await import('./compare.ts')).compare],
  ['load', async () => (await import('./load.ts')).load],
  ['doctor', async () => (await import('./doctor.ts')).doctor],
  ['quirks', async () => (await import('./quirks.ts')).quirks],
  ['completion', async () => (await import('./completion.ts')).completion],
  ['help', async () => (await import('./help.ts')).help],
])
