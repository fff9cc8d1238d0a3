import { describeFinding } from '../referee/describe-finding.ts'
import type { Simulation } from '../simulation.ts'
import type { ActorConnection } from '../actors/actor-connection.ts'

/** So long the gateway may take to see that a page was closed. */
const LEAVING_MS = 1_000

function strangers({ gateway, names }: Simulation, actors: Iterable<ActorConnection>): string[] {
  const own = new Set([...actors].map((actor) => actor.id()))
  const { sockets } = gateway.parts.realtime
  return sockets
    .users()
    .flatMap((user) => [...sockets.of(user)].filter(({ id }) => !own.has(id)).map(() => names.of(user)))
}

async function untilGone(simulation: Simulation, actors: Iterable<ActorConnection>): Promise<readonly string[]> {
  const { journal } = simulation
  const endsAt = performance.now() + LEAVING_MS
  for (;;) {
    const from = journal.length()
    const left = strangers(simulation, actors)
    const timeoutMs = endsAt - performance.now()
    if (left.length === 0 || timeoutMs <= 0) return left
    await journal.wait(({ kind }) => kind === 'disconnect', { from, timeoutMs }).catch(() => undefined)
  }
}

interface Left {
  readonly simulation: Simulation
  readonly actors: Iterable<ActorConnection>
}

/** @throws Error that names each thing that was left behind, and what clients did wrong */
export async function assertClean({ simulation, actors }: Left): Promise<void> {
  const open = await untilGone(simulation, actors)
  const unused = simulation.faults.list().filter(({ struck }) => struck === 0)
  const found = [
    ...open.map((user) => `a socket of ${user} is open that no actor has`),
    ...unused.map(({ id, fault }) => `the fault ${fault.name ?? id} (${JSON.stringify(fault.match)}) never struck`),
    ...(simulation.referee?.findings() ?? []).map(describeFinding),
  ]
  if (found.length > 0) throw new Error(`Not clean:\n${found.map((line) => `- ${line}`).join('\n')}`)
}
