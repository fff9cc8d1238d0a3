import type { RunningGateway } from '../../gateway-options.ts'
import type { Power } from '../power/start-with-power.ts'
import type { Random } from '../random.ts'
import { ScenarioError } from '../scenarios.ts'
import type { Stage } from '../stage.ts'
import type { ActionName, TimelineStep } from '#shared/simulator/scenario-file.ts'
import type { Cast } from './cast.ts'
import { lookUp, type Directory, type NamedMessage } from './directory.ts'

/** What a step acts upon. */
export interface Scene {
  readonly gateway: RunningGateway
  readonly stage: Stage
  readonly power: Power
  readonly directory: Directory
  readonly cast: Cast
  readonly random: Random
  /** The message that the step waited for. */
  readonly it: NamedMessage | undefined
  /** Does something so long from now, when nothing else is being done. */
  readonly later: (delayMs: number, work: () => Promise<void>) => void
}

export type Action<Name extends ActionName> = NonNullable<TimelineStep[Name]>
export type Outcome = Response | undefined

/** The message that stands at a place of a channel's past, counted from one: what is said since only comes after it. */
async function messageAt({ directory, gateway }: Scene, channel: string, place: number): Promise<NamedMessage> {
  const channelId = lookUp(directory.channels, channel)
  const row = await gateway.parts.database.reader
    .selectFrom('message')
    .select('id')
    .where('channelId', '=', channelId)
    .orderBy('id')
    .limit(1)
    .offset(place - 1)
    .executeTakeFirst()
  if (row === undefined) throw new ScenarioError(`There is no message ${place} in ${channel}`)
  return { id: row.id, channelId }
}

/** @throws ScenarioError where it is not there (yet) */
export async function messageOf(scene: Scene, ref: string): Promise<NamedMessage> {
  const [channel = '', place] = ref.split('~')
  if (place !== undefined) return messageAt(scene, channel, Number(place))
  return ref === 'it' && scene.it !== undefined ? scene.it : lookUp(scene.directory.messages, ref)
}

/** Puts the ids of people where a text names them. */
export const withMentions = (text: string, { directory }: Scene): string =>
  text.replaceAll(
    /<@([a-z][\w-]*)>/g,
    (whole, name: string) => `<@${directory.people.get(name) ?? whole.slice(2, -1)}>`,
  )
