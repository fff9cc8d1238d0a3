import type { Reader } from '../database/open-database.ts'
import { channelPermissions } from '#shared/models/permissions.ts'
import { grantsOfEverybody, overridesOf } from './server-access.ts'

/** Whom it concerns what becomes of a channel (ID-15, D-14), as rooms. */
export interface SettingsAudience {
  /** Who can view it, and who manages it without viewing it. */
  readonly concerned: readonly string[]
  /** The other members of its server. */
  readonly others: readonly string[]
}

export async function settingsAudience(reader: Reader, server: string, channel: string): Promise<SettingsAudience> {
  const overrides = (await overridesOf(reader, [channel])).get(channel)
  // Only overrides hide a channel.
  if (overrides === undefined) return { concerned: [channel], others: [] }
  const [concerned, others]: [string[], string[]] = [[channel], []]
  for (const member of await grantsOfEverybody(reader, server)) {
    const permissions = channelPermissions(member, overrides)
    if (permissions.has('VIEW_CHANNEL')) continue
    if (permissions.has('MANAGE_CHANNEL')) concerned.push(member.userId)
    else others.push(member.userId)
  }
  return { concerned, others }
}
