import { overridesOf } from '../../access/server-access.ts'
import { placesOf } from '../../access/visible-channels.ts'
import type { Reader } from '../../database/open-database.ts'
import { recipientsOf, channelsOf } from '../../features/channels/repository.ts'
import { membersOf } from '../../features/members/repository.ts'
import { pageOf } from '../../features/messages/repository.ts'
import { createReadStateService } from '../../features/read-state/service.ts'
import { rolesOf } from '../../features/roles/repository.ts'
import { serversOf } from '../../features/servers/repository.ts'
import type { RunningGateway } from '../../gateway-options.ts'
import { toServerChannel } from '../../wire/channel.ts'
import { createFileAddress, type FileAddress } from '../../wire/file-address.ts'
import { toMember } from '../../wire/member.ts'
import { toMessages } from '../../wire/messages.ts'
import { toRole, toServer } from '../../wire/server.ts'
import { publicProfile, userSummaries } from '../../wire/user.ts'
import { userId, type UserId } from '#shared/models/ids.ts'
import type { ServerChannel } from '#shared/models/channel.ts'
import type { Message } from '#shared/models/message.ts'
import type { Role } from '#shared/models/role.ts'
import type { Server } from '#shared/models/server.ts'
import type { UserPublic, UserSummary } from '#shared/models/user.ts'
import type { UnreadChannel } from '#shared/protocol/http/channels.ts'

/** So many of the newest messages of each channel, the oldest of them first. */
const MESSAGES = 50

interface Told {
  readonly messages: readonly Message[]
  readonly unread: number
  readonly mentions: number
}

/** All that one person is let see, as the database has it: what a client shows should be this. */
export interface View {
  readonly user: UserPublic
  readonly servers: readonly (Server & {
    readonly channels: readonly (ServerChannel & Told)[]
    readonly members: readonly object[]
    readonly roles: readonly Role[]
  })[]
  readonly directs: readonly (Told & { readonly _id: string; readonly recipients: readonly UserSummary[] })[]
}

interface Looking {
  readonly reader: Reader
  readonly fileAddress: FileAddress
  readonly user: UserId
  readonly counts: ReadonlyMap<string, UnreadChannel>
}

async function toldIn({ reader, fileAddress, counts }: Looking, channel: string): Promise<Told> {
  const rows = await pageOf(reader, channel, { before: undefined, limit: MESSAGES })
  const { unread = 0, mentions = 0 } = counts.get(channel) ?? {}
  return { messages: await toMessages(reader, fileAddress, rows.toReversed()), unread, mentions }
}

async function channelsIn(
  looking: Looking,
  server: string,
  visible: ReadonlySet<string>,
): Promise<View['servers'][number]['channels']> {
  const rows = (await channelsOf(looking.reader, server)).filter(({ id }) => visible.has(id))
  const overrides = await overridesOf(
    looking.reader,
    rows.map(({ id }) => id),
  )
  const channels: View['servers'][number]['channels'][number][] = []
  for (const row of rows) {
    channels.push({ ...toServerChannel(row, overrides.get(row.id) ?? []), ...(await toldIn(looking, row.id)) })
  }
  return channels
}

async function serversSeen(
  looking: Looking,
  visible: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<View['servers']> {
  const { reader, fileAddress, user } = looking
  const servers: View['servers'][number][] = []
  for (const row of await serversOf(reader, user)) {
    const members = await membersOf(reader, row.id)
    servers.push({
      ...toServer(row, fileAddress),
      channels: await channelsIn(looking, row.id, visible.get(row.id) ?? new Set()),
      members: members.map((member) => toMember(member, fileAddress)),
      roles: (await rolesOf(reader, row.id)).map(toRole),
    })
  }
  return servers
}

async function directsSeen(looking: Looking, channels: readonly string[]): Promise<View['directs']> {
  const { reader, fileAddress } = looking
  const recipients = await recipientsOf(reader, channels)
  const people = await userSummaries(reader, fileAddress, [...new Set([...recipients.values()].flat())])
  const directs: View['directs'][number][] = []
  for (const _id of channels) {
    const both = (recipients.get(_id) ?? []).flatMap((id) => people.get(id) ?? [])
    directs.push({ _id, recipients: both, ...(await toldIn(looking, _id)) })
  }
  return directs
}

/** The gateway's own read models, past its door: no request, and no trace in a journal. */
export async function viewOf({ url, parts }: RunningGateway, person: string): Promise<View> {
  const user = userId.parse(person)
  const unread = await createReadStateService({ ...parts, publish: parts.realtime.publish }).unread(user)
  const counts = new Map(unread.map((count) => [count.channelId as string, count]))
  const fileAddress = createFileAddress({ staticBase: () => url })
  return parts.database.settle(async (reader) => {
    const { direct, servers } = await placesOf(reader, user)
    const looking: Looking = { reader, fileAddress, user, counts }
    return {
      user: await publicProfile(reader, fileAddress, user),
      servers: await serversSeen(looking, servers),
      directs: await directsSeen(looking, [...direct]),
    }
  })
}
