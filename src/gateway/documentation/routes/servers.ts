import * as z from 'zod/mini'
import { serverId, userId } from '#shared/models/ids.ts'
import { member, notificationLevel } from '#shared/models/member.ts'
import { role } from '#shared/models/role.ts'
import { server } from '#shared/models/server.ts'
import { timestamp } from '#shared/models/timestamp.ts'
import { createInviteBody } from '#shared/protocol/http/invites.ts'
import { memberNotificationBody, memberRolesBody } from '#shared/protocol/http/members.ts'
import { createRoleBody, rolePositionsBody, updateRoleBody } from '#shared/protocol/http/roles.ts'
import { createServerBody, updateServerBody } from '#shared/protocol/http/servers.ts'
import { said, type DescribedRoutes } from '../route-description.ts'

const counted = { code: z.string(), uses: z.int(), maxUses: z.int(), expiresAt: z.optional(timestamp) }
const invite = z.object({
  ...counted,
  _id: z.string(),
  serverId,
  creatorId: userId,
  createdAt: timestamp,
  updatedAt: timestamp,
})
const invitePreview = z.object({
  ...counted,
  server: z.object({ _id: serverId, name: z.string(), avatarUrl: z.optional(z.string()), memberCount: z.int() }),
})
const level = z.object({ notificationLevel })

export const serverRoutes: DescribedRoutes = {
  'POST /api/servers': { summary: 'Makes a server', body: createServerBody, status: 201, answer: server },
  'GET /api/servers/:serverId': { summary: 'A server', answer: server },
  'PATCH /api/servers/:serverId': { summary: 'Changes a server', body: updateServerBody, answer: server },
  'POST /api/servers/:serverId/icon': { summary: 'A new icon', form: { file: 'icon' }, answer: server },
  'DELETE /api/servers/:serverId': { summary: 'Deletes a server with everything in it', answer: said },
}

export const roleRoutes: DescribedRoutes = {
  'GET /api/servers/:serverId/roles': { summary: 'The roles of a server', answer: z.array(role) },
  'POST /api/servers/:serverId/roles': { summary: 'Makes a role', body: createRoleBody, status: 201, answer: role },
  'PATCH /api/servers/:serverId/roles/positions': {
    summary: 'Puts roles into another order',
    body: rolePositionsBody,
    answer: z.array(role),
  },
  'PATCH /api/servers/:serverId/roles/:roleId': { summary: 'Changes a role', body: updateRoleBody, answer: role },
  'DELETE /api/servers/:serverId/roles/:roleId': { summary: 'Deletes a role', answer: said },
}

export const memberRoutes: DescribedRoutes = {
  'GET /api/servers/:serverId/members': { summary: 'The members of a server', answer: z.array(member) },
  'DELETE /api/servers/:serverId/members/@me': { summary: 'Leaves a server' },
  'GET /api/servers/:serverId/members/@me/notification-settings': {
    summary: 'What of a server one is told about',
    answer: level,
  },
  'PUT /api/servers/:serverId/members/@me/notification-settings': {
    summary: 'Sets what of a server one is told about',
    body: memberNotificationBody,
    answer: level,
  },
  'DELETE /api/servers/:serverId/members/:userId': { summary: 'Sends a member away' },
  'PUT /api/servers/:serverId/members/:userId/roles': {
    summary: 'Gives a member all the roles of a list, and no others',
    body: memberRolesBody,
    answer: member,
  },
}

export const inviteRoutes: DescribedRoutes = {
  'POST /api/servers/:serverId/invites': {
    summary: 'Makes an invite',
    body: createInviteBody,
    status: 201,
    answer: invite,
  },
  'GET /api/invites/:code': { summary: 'The server an invite leads to', answer: invitePreview },
  'POST /api/invites/:code': { summary: 'Joins the server of an invite', answer: z.object({ serverId }) },
}
