import { durationMs } from '#shared/simulator/duration.ts'
import { actionNames, type ActionName, type TimelineStep } from '#shared/simulator/scenario-file.ts'
import { parseTexts } from '../../database/json-column.ts'
import { join, open, packet, request } from './ask-anything.ts'
import { breakOff, restart } from './break-off.ts'
import { lookUp } from './directory.ts'
import { messageOf, withMentions, type Action, type Outcome, type Scene } from './scene.ts'
import { send } from './send.ts'

type Acts = { readonly [Name in ActionName]: (action: Action<Name>, scene: Scene) => Promise<Outcome> }

async function pathTo(scene: Scene, ref: string): Promise<string> {
  const { id, channelId } = await messageOf(scene, ref)
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
  edit: async ({ by, message, text }, scene) => {
    const body = { content: withMentions(text, scene) }
    return scene.cast.ask(by, { method: 'PATCH', path: await pathTo(scene, message), body })
  },
  retract: async ({ by, message }, scene) =>
    scene.cast.ask(by, { method: 'DELETE', path: await pathTo(scene, message) }),
  react: async ({ by, message, emoji, remove }, scene) => {
    const path = `${await pathTo(scene, message)}/reactions/${encodeURIComponent(emoji)}/@me`
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
  join,
  open,
  request,
  packet,
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
