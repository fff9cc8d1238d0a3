import type { Explanation, PermissionStep } from '#shared/simulator/explanation.ts'
import type { JournalStep } from '#shared/simulator/journal-step.ts'
import { decidingStep } from '#shared/simulator/permission-steps.ts'
import { UnknownNameError, type Names } from '../names.ts'
import type { Simulation } from '../simulation.ts'
import { chainTo, deliveriesOf, emitOf, hasArrived, socketsAt, WAITING } from './journal-of-message.ts'
import { stepsToView } from './permissions-for.ts'

interface Question {
  /** By reference or id. */
  readonly user: string
  readonly message: string
}

interface Facts extends Omit<Explanation, 'because'> {
  readonly channel: string
  readonly isKnown: boolean
  readonly sockets: readonly string[]
}

function becauseOfPermissions({ user, channel, permissions }: Facts): string {
  const decided: PermissionStep | undefined = decidingStep(permissions)
  if (decided?.by === 'membership') return `${user} is not in the place of ${channel}.`
  return `${user} may not view ${channel}: ${decided?.by ?? 'nothing'} decided.`
}

function becauseOfDelivery({ socket, outcome, fault }: Explanation['deliveries'][number]): string {
  const by = fault === undefined ? '' : ` by the fault "${fault}"`
  if (outcome === WAITING) return `It is kept on its way to ${socket}${by}.`
  if (outcome === 'dropped:not-joined') return `${socket} was not in the room yet when it was sent there.`
  if (outcome === 'gone') return `${socket} was gone before it could leave.`
  return `It was ${outcome} on its way to ${socket}${by}.`
}

/** The first reason that holds. Permissions are those of now: the journal keeps none. */
function because(facts: Facts): string {
  const { user, deliveries, mayView, isKnown, sockets } = facts
  const arrivals = deliveries.filter(hasArrived)
  if (arrivals.length > 0) return `It was sent to ${arrivals.map(({ socket }) => socket).join(', ')}.`
  const [failed] = deliveries
  if (failed !== undefined) return becauseOfDelivery(failed)
  if (!mayView) return becauseOfPermissions(facts)
  if (!isKnown) return 'The journal does not hold its emit: it was written before, or is forgotten.'
  if (sockets.length === 0) return `${user} had no socket when it was sent.`
  return `${sockets.join(', ')} was connected, and in none of the rooms it was sent to.`
}

async function channelOf({ gateway }: Pick<Simulation, 'gateway'>, message: string): Promise<string> {
  const query = gateway.parts.database.reader.selectFrom('message').select('channelId').where('id', '=', message)
  const row = await query.executeTakeFirst()
  if (row === undefined) throw new UnknownNameError(`There is no message "${message}"`)
  return row.channelId
}

interface Told {
  readonly steps: readonly JournalStep[]
  readonly message: string
  readonly user: string
}

function factsOf({ steps, message, user }: Told): Pick<Facts, 'isKnown' | 'chain' | 'deliveries' | 'sockets'> {
  const emit = emitOf(steps, message)
  if (emit === undefined) return { isKnown: false, chain: [], deliveries: [], sockets: [] }
  return {
    isKnown: true,
    chain: [...chainTo(steps, emit)],
    deliveries: [...deliveriesOf(steps, emit, user)],
    sockets: socketsAt(steps, emit.cursor, user),
  }
}

const nameIn = (names: Names, channel: string): string =>
  names.of(channel) === channel ? channel : `#${names.of(channel)}`

/**
 * Why somebody did or did not get a message.
 * @throws UnknownNameError
 */
export async function explain(
  simulation: Pick<Simulation, 'gateway' | 'journal' | 'names'>,
  question: Question,
): Promise<Explanation> {
  const { gateway, journal, names } = simulation
  const { message } = question
  const userId = names.personId(question.user)
  const user = names.of(userId)
  const channel = await channelOf(simulation, message)
  const permissions = [...(await stepsToView(gateway.parts.database.reader, channel, userId))]
  const mayView = decidingStep(permissions)?.effect === 'allows'
  const { isKnown, chain, deliveries, sockets } = factsOf({ steps: journal.read().steps, message, user })
  const got = deliveries.some(hasArrived)
  const explained = { user, message, got, chain, deliveries, mayView, permissions }
  return { ...explained, because: because({ ...explained, isKnown, sockets, channel: nameIn(names, channel) }) }
}
