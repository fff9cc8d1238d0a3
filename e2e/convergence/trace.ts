import assert from 'node:assert/strict'
import type { Manner } from './model/manner.ts'
import type { begin, Stage } from './stage.ts'
import { everything } from './world.ts'

export type Trace = (stage: (begun?: Partial<Parameters<typeof begin>[0]>) => Promise<Stage>) => Promise<void>

export const page = /^execute 0 GET \/channels\/\w+\/messages\?/
export const pageAnswer = /^answer 0 GET \/channels\/\w+\/messages\?/
/** The first page, which begins at the newest message. */
export const newestPage = /^execute 0 GET \/channels\/\w+\/messages\?limit=\d+$/
export const newestAnswer = /^answer 0 GET \/channels\/\w+\/messages\?limit=\d+ /
export const told = (event: string): RegExp => new RegExp(`^deliver 0 ${event}$`)
export const free = /^free 0$/

export const drop = { do: 'drop', device: 0 } as const
export const older = { do: 'older', device: 0, place: 'general' } as const
export const send = { do: 'send', device: 0, place: 'general', text: 'mine' } as const

/** The line is there again, and the gateway says so. */
export async function comeBack({ take, come }: Stage): Promise<void> {
  await take({ do: 'wait', device: 0 })
  await come(/^admit 0$/, told('PRESENCE_INITIAL_STATE'), told('ready'), free)
}

/** Written down first, sent then. */
export async function sendMine({ take, come, world }: Stage): Promise<void> {
  await take(send)
  while (!everything(world).some(({ label }) => label().startsWith('execute 0 POST'))) await come(/^write 0 /)
}

/** Everything here happens within one millisecond. */
export const inOneMs = (manner: Manner): Manner => ({ ...manner, writesPerMs: 1_000 })

export const firstOf = <Item>(items: readonly Item[]): Item => {
  const [item] = items
  assert.ok(item !== undefined)
  return item
}

export const inEach = (trace: (stage: Stage, manner: Manner) => Promise<void>, begun: { old?: number } = {}): Trace => {
  return async (start) => {
    const stage = await start(begun)
    await trace(stage, stage.world.network.truth.manner)
    await stage.end()
  }
}
