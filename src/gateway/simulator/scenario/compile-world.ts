import type { WorldFile } from '#shared/simulator/scenario-world.ts'
import { DEFAULT_ROLE_COLOR } from '#shared/models/role.ts'
import type {
  ChannelSpec,
  OverrideSpec,
  PersonSpec,
  RoleSpec,
  ServerSpec,
  StickerSpec,
  WorldSpec,
} from '../world-spec.ts'
import { compileHistory, type CompileOptions } from './compile-history.ts'
import { serversOf } from './known.ts'
import { samplePicture } from './sample-files.ts'

type ServerFile = NonNullable<WorldFile['servers']>[string]
type ChannelFile = NonNullable<ServerFile['channels'][string]>
type OverrideFile = NonNullable<ChannelFile['overrides']>[number]

const entriesOf = <Value>(record: Readonly<Record<string, Value>> | undefined): [string, Value][] =>
  Object.entries(record ?? {})

const overrideSpec = ({ role, member, allow = [], deny = [] }: OverrideFile): OverrideSpec => ({
  target: member === undefined ? { role: role ?? 'everyone' } : { member },
  allow,
  deny,
})

function channelSpec(ref: string, channel: ChannelFile | null): ChannelSpec {
  const { name = ref, topic, category, url, overrides } = channel ?? {}
  return {
    ref,
    name,
    ...(topic === undefined ? {} : { topic }),
    ...(category === undefined ? {} : { category }),
    ...(url === undefined ? {} : { url }),
    ...(overrides === undefined ? {} : { overrides: overrides.map(overrideSpec) }),
  }
}

function roleSpecs({ roles }: ServerFile): RoleSpec[] {
  return entriesOf(roles).map(([ref, role]) => {
    const { name = ref, color = DEFAULT_ROLE_COLOR, permissions = [], members = [] } = role ?? {}
    return { ref, name, color, permissions, members }
  })
}

function serverSpec(ref: string, server: ServerFile): ServerSpec {
  const { name = ref, owner, members = [], everyone, categories, channels } = server
  return {
    ref,
    name,
    owner,
    members,
    ...(everyone === undefined ? {} : { everyone }),
    roles: roleSpecs(server),
    categories: entriesOf(categories).map(([category, details]) => ({
      ref: category,
      name: details?.name ?? category,
    })),
    channels: entriesOf(channels).map(([channel, details]) => channelSpec(channel, details)),
  }
}

function peopleSpecs({ people, bots }: WorldFile): PersonSpec[] {
  return [
    ...entriesOf(people).map(([ref, person]) => ({ ref, username: person?.name ?? ref })),
    ...entriesOf(bots).map(([ref, { name = ref }]) => ({ ref, username: name, isBot: true })),
  ]
}

function stickerSpecs({ stickers }: WorldFile): StickerSpec[] {
  return entriesOf(stickers).map(([ref, { name = ref, server, person }]) => ({
    ref,
    name,
    ...(server === undefined ? {} : { server }),
    ...(person === undefined ? {} : { person }),
    picture: samplePicture(ref),
  }))
}

/** What a gateway is filled with, of what people wrote. The same options make the same world. */
export function compileWorld(world: WorldFile, options: CompileOptions): WorldSpec {
  return {
    ...(world.owner === undefined ? {} : { owner: world.owner }),
    people: peopleSpecs(world),
    servers: serversOf(world).map(([ref, server]) => serverSpec(ref, server)),
    directs: world.directs ?? [],
    stickers: stickerSpecs(world),
    webhooks: entriesOf(world.webhooks).map(([ref, { name = ref, channel }]) => ({ ref, name, channel })),
    bots: entriesOf(world.bots).map(([ref, { owner, service = 'simulated', directMessages = false }]) => ({
      ref,
      owner,
      service,
      directMessages,
    })),
    ...compileHistory(world, options),
  }
}
