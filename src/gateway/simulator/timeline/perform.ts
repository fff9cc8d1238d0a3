import * as z from 'zod/mini'
import { durationMs } from '#shared/simulator/duration.ts'
import { actionNames, type ActionName, type TimelineStep } from '#shared/simulator/scenario-file.ts'
import { parseTexts } from '../../database/json-column.ts'
import type { RunningGateway } from '../../gateway-options.ts'
import type { Random } from '../random.ts'
import { sentence } from '../scenario/phrases.ts'
import type { Power } from '../power/start-with-power.ts'
import type { Stage } from '../stage.ts'
import { breakOff, restart } from './break-off.ts'
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

type Action<Name extends ActionName> = NonNullable<TimelineStep[Name]>
type Outcome = Response | undefined

type Acts = { readonly [Name in ActionName]: (action: Action<Name>, scene: Scene) => Promise<Outcome> }

const created = z.object({ _id: z.string() })

function messageOf({ directory, it }: Scene, ref: string): NamedMessage {
  return ref === 'it' && it !== undefined ? it : lookUp(directory.messages, ref)
}

function oneOf(random: Random, choice: string | readonly string[]): string {
  return typeof choice === 'string' ? choice : random.pick(choice)
}

async function send({ by, channel, text, reply, ref }: Action<'send'>, scene: Scene): Promise<Outcome> {
  const { random, directory, cast } = scene
  const person = oneOf(random, by)
  const channelId = lookUp(directory.channels, oneOf(random, channel))
  const content = (text ?? sentence(random)).replaceAll(
    /<@([a-z][\w-]*)>/g,
    (whole, name: string) => `<@${directory.people.get(name) ?? whole.slice(2, -1)}>`,
  )
  const answered = reply === undefined ? {} : { referencedMessageId: messageOf(scene, reply).id }
  const body = { content, ...answered }
  const answer = await cast.ask(person, { method: 'POST', path: `/channels/${channelId}/messages`, body })
  if (ref !== undefined && answer?.ok === true) {
    const { _id: id } = created.parse(await answer.json())
    directory.messages.set(ref, { id, channelId })
  }
  return answer
}

function pathTo(scene: Scene, ref: string): string {
  const { id, channelId } = messageOf(scene, ref)
  return `/channels/${channelId}/messages/${id}`
}

/** The owner of a server gives somebody another list of roles. */
async function changeRoles(
  role: string,
  { person, held }: { person: string; held: boolean },
  scene: Scene,
): Promise<Outcome> {
  const { directory, gateway, cast } = scene
  const server = lookUp(directory.serverOfRole, role)
  const [serverId, userId, roleId] = [
    lookUp(directory.servers, server),
    lookUp(directory.people, person),
    lookUp(directory.roles, role),
  ]
  const row = await gateway.parts.database.reader
    .selectFrom('member')
    .select('roleIds')
    .where('serverId', '=', serverId)
    .where('userId', '=', userId)
    .executeTakeFirst()
  const others = parseTexts(row?.roleIds ?? '[]').filter((id) => id !== roleId)
  const body = { roleIds: held ? [...others, roleId] : others }
  const path = `/servers/${serverId}/members/${userId}/roles`
  return cast.ask(lookUp(directory.owners, server), { method: 'PUT', path, body })
}

const acts: Acts = {
  send,
  edit: ({ by, message, text }, scene) =>
    scene.cast.ask(by, { method: 'PATCH', path: pathTo(scene, message), body: { content: text } }),
  retract: ({ by, message }, scene) => scene.cast.ask(by, { method: 'DELETE', path: pathTo(scene, message) }),
  react: ({ by, message, emoji, remove }, scene) => {
    const path = `${pathTo(scene, message)}/reactions/${encodeURIComponent(emoji)}/@me`
    return scene.cast.ask(by, { method: remove === true ? 'DELETE' : 'PUT', path })
  },
  presence: async ({ person, status }, { cast }) => {
    await (status === 'online' ? cast.come(person) : cast.go(person))
    return undefined
  },
  grant: ({ role, to }, scene) => changeRoles(role, { person: to, held: true }, scene),
  revoke: ({ role, from }, scene) => changeRoles(role, { person: from, held: false }, scene),
  kick: ({ person, server }, { cast, directory }) => {
    const path = `/servers/${lookUp(directory.servers, server)}/members/${lookUp(directory.people, person)}`
    return cast.ask(lookUp(directory.owners, server), { method: 'DELETE', path })
  },
  drop: async ({ person, for: time }, scene) => {
    await breakOff(scene, { person, forMs: durationMs(time ?? '0s') })
    return undefined
  },
  restart: async ({ for: time }, scene) => {
    await restart(scene, durationMs(time))
    return undefined
  },
}

/** Does what a step says. The answer is of the request it took, where it took one. */
export async function perform(step: TimelineStep, scene: Scene): Promise<Outcome> {
  const name = actionNames.find((each) => step[each] !== undefined)
  if (name === undefined) return undefined
  // Each act takes the action of its own name.
  const act = acts[name] as (action: unknown, scene: Scene) => Promise<Outcome>
  return act(step[name], scene)
}
