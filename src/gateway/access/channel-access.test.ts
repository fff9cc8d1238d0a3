import { expect, test } from 'vitest'
import { directMessagePermissions, permissions } from '#shared/models/permissions.ts'
import { channelRow } from '../fixtures/rows.ts'
import { demand, type ChannelAccess } from './channel-access.ts'

const channel = channelRow({ type: 'DM' })

const refused = (access: ChannelAccess): string[] =>
  permissions.filter((permission) => {
    try {
      demand(access, permission)
      return false
    } catch {
      return true
    }
  })

test('[PERM6] in a direct message both may view, send, react and attach, and nothing else', () => {
  const access = { channel, permissions: new Set(directMessagePermissions), membership: undefined }
  const four = new Set<string>(['VIEW_CHANNEL', 'SEND_MESSAGES', 'ADD_REACTIONS', 'ATTACH_FILES'])
  expect(refused(access)).toEqual(permissions.filter((permission) => !four.has(permission)))
  expect(() => demand(access, 'MANAGE_MESSAGES')).toThrow('Action not allowed in DMs: MANAGE_MESSAGES')
})

test('[MSG17] elsewhere the refusal names what is missing', () => {
  const access = {
    channel: { ...channel, type: 'GUILD_TEXT' as const },
    permissions: new Set<never>(),
    membership: undefined,
  }
  expect(refused(access)).toEqual([...permissions])
  expect(() => demand(access, 'SEND_MESSAGES')).toThrow('You do not have the required permission: SEND_MESSAGES')
})
