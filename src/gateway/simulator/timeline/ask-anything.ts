import * as z from 'zod/mini'
import { mapTexts, placeholdersIn, type PlaceholderKind } from '#shared/simulator/placeholder.ts'
import { ScenarioError } from '../scenarios.ts'
import { lookUp } from './directory.ts'
import { messageOf, type Action, type Outcome, type Scene } from './scene.ts'

const identified = z.object({ _id: z.string() })
const invited = z.object({ code: z.string() })

async function everyoneOf(ref: string, { directory, gateway }: Scene): Promise<string> {
  const row = await gateway.parts.database.reader
    .selectFrom('server')
    .select('everyoneRoleId')
    .where('id', '=', lookUp(directory.servers, ref))
    .executeTakeFirstOrThrow()
  return row.everyoneRoleId
}

type Find = (ref: string, scene: Scene) => Promise<string> | string

const finders: Readonly<Record<PlaceholderKind, Find>> = {
  person: (ref, { directory }) => lookUp(directory.people, ref),
  server: (ref, { directory }) => lookUp(directory.servers, ref),
  channel: (ref, { directory }) => lookUp(directory.channels, ref),
  role: (ref, { directory }) => lookUp(directory.roles, ref),
  category: (ref, { directory }) => lookUp(directory.categories, ref),
  everyone: everyoneOf,
  message: async (ref, scene) => (await messageOf(scene, ref)).id,
}

/** The same value with ids where placeholders stood. */
async function fill(value: unknown, scene: Scene): Promise<unknown> {
  const ids = new Map<string, string>()
  for (const { text, kind, ref } of placeholdersIn(value)) ids.set(text, await finders[kind](ref, scene))
  return mapTexts(value, (text) => text.replaceAll(/\{[^{}]+\}/g, (whole) => ids.get(whole) ?? whole))
}

/** What was made has a name from now on. */
function learn(id: string, { by, path, makes = '' }: Action<'request'>, { directory }: Scene): void {
  const [kind, ref = ''] = makes.split(':')
  if (kind === 'server') {
    directory.servers.set(ref, id)
    directory.owners.set(ref, by)
  }
  if (kind === 'channel') directory.channels.set(ref, id)
  if (kind === 'category') directory.categories.set(ref, id)
  if (kind !== 'role') return
  directory.roles.set(ref, id)
  const server = placeholdersIn(path).find((each) => each.kind === 'server')
  if (server !== undefined) directory.serverOfRole.set(ref, server.ref)
}

export async function request(action: Action<'request'>, scene: Scene): Promise<Outcome> {
  const { by, method, makes } = action
  const path = String(await fill(action.path, scene))
  const answer = await scene.cast.ask(by, { method, path, body: await fill(action.body, scene) })
  if (makes !== undefined && answer?.ok === true) learn(identified.parse(await answer.json())._id, action, scene)
  return answer
}

export async function open(action: Action<'open'>, { directory, cast }: Scene): Promise<Outcome> {
  const body = { recipientId: lookUp(directory.people, action.with) }
  const answer = await cast.ask(action.by, { method: 'POST', path: '/users/@me/channels', body })
  if (answer?.ok === true)
    directory.channels.set(`${action.by}&${action.with}`, identified.parse(await answer.json())._id)
  return answer
}

export async function join({ person, server }: Action<'join'>, { directory, cast }: Scene): Promise<Outcome> {
  const path = `/servers/${lookUp(directory.servers, server)}/invites`
  const invite = await cast.ask(lookUp(directory.owners, server), { method: 'POST', path, body: {} })
  if (invite?.ok !== true) return invite
  const { code } = invited.parse(await invite.json())
  return cast.ask(person, { method: 'POST', path: `/invites/${code}` })
}

/** Nothing answers a packet: it is done once the gateway has it. */
export async function packet({ by, event, data }: Action<'packet'>, scene: Scene): Promise<Outcome> {
  const { cast, stage } = scene
  const from = stage.journal.length()
  if (!cast.say(by, event, await fill(data, scene))) throw new ScenarioError(`${by} is not online`)
  await stage.journal.wait((step) => step.kind === 'receive' && step.user === by && step.event === event, { from })
  return undefined
}
