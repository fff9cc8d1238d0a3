import { permission } from '#shared/models/permissions.ts'
import type { WorldFile } from '#shared/simulator/scenario-world.ts'
import { parseTexts } from '../../database/json-column.ts'
import type { RefKind } from './refs.ts'
import { pastOf, type Describing } from './past-of.ts'

type ServerFile = NonNullable<WorldFile['servers']>[string]
type ChannelFile = NonNullable<ServerFile['channels'][string]>
type ServerRow = Describing['rows']['servers'][number]
type ChannelRow = Describing['rows']['channels'][number]

const LONGEST_NAME = 32

/** Words that are permissions: clients store others besides, which mean nothing to anybody. */
const permissionsOf = (column: string): NonNullable<ServerFile['everyone']> =>
  parseTexts(column).flatMap((word) => permission.safeParse(word).data ?? [])

/** A name that says no more than the reference does is left out. */
const nameOf = (name: string | null, ref: string): { readonly name?: string } =>
  name === null || name === ref || name === '' ? {} : { name: name.slice(0, 100) }

const userNameOf = (name: string, ref: string): { readonly name?: string } =>
  name.length > LONGEST_NAME ? {} : nameOf(name, ref)

interface NamedRow {
  readonly id: string
  readonly name: string | null
}

/** Gives everything its reference, people first: places are called after them in direct messages. */
function addRefs({ rows, refs }: Describing): void {
  const add = (kind: RefKind, named: readonly NamedRow[]): void => {
    for (const { id, name } of named) refs.add(kind, id, name ?? '')
  }
  const webhookAccounts = new Set(rows.webhooks.map(({ botUserId }) => botUserId))
  const people = rows.users.filter(({ id }) => !webhookAccounts.has(id))
  add(
    'person',
    people.map(({ id, username }) => ({ id, name: username })),
  )
  add('webhook', rows.webhooks)
  add('server', rows.servers)
  for (const { id, everyoneRoleId } of rows.servers) refs.set('everyone', everyoneRoleId, refs.of('server', id) ?? '')
  add(
    'role',
    rows.roles.filter(({ isDefault }) => isDefault === 0),
  )
  add('category', rows.categories)
  add(
    'channel',
    rows.channels.filter(({ serverId }) => serverId !== null),
  )
  add('sticker', rows.stickers)
}

function peopleOf({ rows, refs }: Describing): Pick<WorldFile, 'people' | 'bots'> {
  const bots = new Map(rows.bots.map((bot) => [bot.botUserId, bot]))
  const people: WorldFile['people'] = {}
  const known: NonNullable<WorldFile['bots']> = {}
  for (const { id, username } of rows.users) {
    const ref = refs.of('person', id)
    if (ref === undefined) continue
    const bot = bots.get(id)
    const owner = refs.of('person', bot?.ownerId ?? '')
    const name = userNameOf(username, ref)
    if (bot === undefined || owner === undefined) people[ref] = name
    else known[ref] = { ...name, owner, service: bot.serviceType.slice(0, 64), directMessages: bot.dmEnabled === 1 }
  }
  return { people, ...(Object.keys(known).length === 0 ? {} : { bots: known }) }
}

function rolesOf(server: ServerRow, { rows, refs }: Describing): ServerFile['roles'] {
  const members = rows.members.filter(({ serverId }) => serverId === server.id)
  const own = rows.roles.filter(({ serverId, isDefault }) => serverId === server.id && isDefault === 0)
  return Object.fromEntries(
    own.map((row) => {
      const ref = refs.add('role', row.id, row.name)
      const holders = members.filter(({ roleIds }) => parseTexts(roleIds).includes(row.id))
      const color = /^#[0-9a-fA-F]{6}$/.test(row.color) ? { color: row.color } : {}
      const held = holders.flatMap(({ userId }) => refs.of('person', userId) ?? [])
      return [
        ref,
        { ...nameOf(row.name, ref), ...color, permissions: permissionsOf(row.permissions), members: held },
      ] as const
    }),
  )
}

function overridesOf(channel: ChannelRow, { rows, refs }: Describing): Pick<ChannelFile, 'overrides'> {
  const overrides = rows.overrides
    .filter(({ channelId }) => channelId === channel.id)
    .flatMap(({ targetType, targetId, allow, deny }) => {
      const role = refs.of('everyone', targetId) === undefined ? refs.of('role', targetId) : 'everyone'
      const target = targetType === 'member' ? { member: refs.of('person', targetId) } : { role }
      const isKnown = Object.values(target).every((ref) => ref !== undefined)
      return isKnown ? [{ ...target, allow: permissionsOf(allow), deny: permissionsOf(deny) }] : []
    })
  return overrides.length === 0 ? {} : { overrides }
}

function channelsOf(server: ServerRow, describing: Describing): ServerFile['channels'] {
  const { rows, refs } = describing
  const own = rows.channels.filter(({ serverId }) => serverId === server.id)
  return Object.fromEntries(
    own.map((row) => {
      const ref = refs.add('channel', row.id, row.name ?? '')
      const category = refs.of('category', row.categoryId ?? '')
      return [
        ref,
        {
          ...nameOf(row.name, ref),
          ...(row.topic === null || row.topic === '' ? {} : { topic: row.topic }),
          ...(category === undefined ? {} : { category }),
          ...(row.url === null ? {} : { url: row.url }),
          ...overridesOf(row, describing),
        },
      ] as const
    }),
  )
}

function serverOf(server: ServerRow, describing: Describing): ServerFile | undefined {
  const { rows, refs } = describing
  const members = rows.members.filter(({ serverId }) => serverId === server.id)
  const refOf = ({ userId }: { readonly userId: string }): readonly string[] => {
    const ref = refs.of('person', userId)
    return ref === undefined ? [] : [ref]
  }
  const [owner] = members.filter(({ isOwner }) => isOwner === 1).flatMap(refOf)
  if (owner === undefined) return undefined
  const everyone = rows.roles.find(({ id }) => id === server.everyoneRoleId)
  const categories = rows.categories.filter(({ serverId }) => serverId === server.id)
  return {
    ...nameOf(server.name, refs.add('server', server.id, server.name)),
    owner,
    members: members.filter(({ isOwner }) => isOwner === 0).flatMap(refOf),
    ...(everyone === undefined ? {} : { everyone: permissionsOf(everyone.permissions) }),
    roles: rolesOf(server, describing) ?? {},
    categories: Object.fromEntries(
      categories.map(({ id, name }) => {
        const ref = refs.add('category', id, name)
        return [ref, nameOf(name, ref)] as const
      }),
    ),
    channels: channelsOf(server, describing),
  }
}

function directsOf({ rows, refs }: Describing): [string, string][] {
  return rows.channels.flatMap(({ id, type }): [string, string][] => {
    if (type !== 'DM') return []
    const both = rows.recipients.filter(({ channelId }) => channelId === id)
    const [one, other] =
      refs.of('channel', id)?.split('&') ?? both.flatMap(({ userId }) => refs.of('person', userId) ?? [])
    if (one === undefined || other === undefined || one === other) return []
    refs.set('channel', id, `${one}&${other}`)
    return [[one, other]]
  })
}

function stickersOf({ rows, refs }: Describing): Pick<WorldFile, 'stickers'> {
  const stickers = rows.stickers.flatMap(({ id, name, serverId, userId }) => {
    const ref = refs.add('sticker', id, name)
    const [server, person] = [refs.of('server', serverId ?? ''), refs.of('person', userId ?? '')]
    const place = server === undefined ? { person } : { server }
    return server === undefined && person === undefined ? [] : [[ref, { ...nameOf(name, ref), ...place }] as const]
  })
  return stickers.length === 0 ? {} : { stickers: Object.fromEntries(stickers) }
}

function webhooksOf({ rows, refs }: Describing): Pick<WorldFile, 'webhooks'> {
  const webhooks = rows.webhooks.flatMap(({ id, name, channelId }) => {
    const ref = refs.add('webhook', id, name)
    const channel = refs.of('channel', channelId)
    return channel === undefined ? [] : [[ref, { ...nameOf(name, ref), channel }] as const]
  })
  return webhooks.length === 0 ? {} : { webhooks: Object.fromEntries(webhooks) }
}

/** A world as it is stored, as a scenario says it. */
export function describeWorld(describing: Describing): WorldFile {
  const { rows, refs } = describing
  addRefs(describing)
  const directs = directsOf(describing)
  const { messages, refOf } = pastOf(describing)
  const servers = rows.servers.flatMap((row) => {
    const file = serverOf(row, describing)
    return file === undefined ? [] : [[refs.add('server', row.id, row.name), file] as const]
  })
  const reads = rows.reads.flatMap(({ userId, channelId, lastReadMessageId }) => {
    const [person, channel] = [refs.of('person', userId), refs.of('channel', channelId)]
    const upTo = refOf(lastReadMessageId)
    return person === undefined || channel === undefined || upTo === undefined ? [] : [{ person, channel, upTo }]
  })
  const owner = refs.of('person', rows.owner ?? '')
  return {
    ...(owner === undefined ? {} : { owner }),
    ...peopleOf(describing),
    ...(servers.length === 0 ? {} : { servers: Object.fromEntries(servers) }),
    ...(directs.length === 0 ? {} : { directs }),
    ...stickersOf(describing),
    ...webhooksOf(describing),
    ...(messages.length === 0 ? {} : { history: { messages: [...messages] } }),
    ...(reads.length === 0 ? {} : { reads }),
  }
}
