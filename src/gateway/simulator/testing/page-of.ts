import { findChannel } from '../../access/channel-access.ts'
import { channelId } from '#shared/models/ids.ts'
import type { Simulation } from '../simulation.ts'

/** Where the app shows a channel. */
export async function pageOf({ gateway, names }: Simulation, channel: string): Promise<string> {
  const id = channelId.parse(names.channelId(channel))
  const row = await findChannel(gateway.parts.database.reader, id)
  if (row === undefined) throw new Error(`The channel "${channel}" was deleted`)
  const place = row.serverId === null ? `/direct-messages/${id}` : `/servers/${row.serverId}/channels/${id}`
  return gateway.webUrl + place
}
