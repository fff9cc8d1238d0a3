import { SERVICE, type Things } from './things.ts'

/**
 * Who may pass a door:
 * - `open`: anybody, without a token;
 * - `own`: whoever is signed in, for what is theirs;
 * - `anybody`: whoever is signed in and knows what to ask for: a profile by its id, a server by its invite;
 * - `members`: members of the server that the path names;
 * - `viewers`: whoever sees the channel that it names;
 * - `permitted`: whoever of these has a permission more, or made the thing;
 * - `itself`: the bot that the path names, by its own token;
 * - `operator`: whoever runs the gateway, by the admin secret and without a token.
 */
export type Passes = 'open' | 'own' | 'anybody' | 'members' | 'viewers' | 'permitted' | 'itself' | 'operator'

export interface Door {
  readonly passes: Passes
  /** What an honest client would send; beside a file, as text fields. */
  readonly body?: (things: Things) => unknown
  /** What whoever may pass is told all the same, as the thing behind the door is not of the right kind. */
  readonly told?: number
  readonly query?: string
  /** The field in which an honest client would send a file. */
  readonly file?: string
}

const name = (): object => ({ name: 'a name' })
const content = (): object => ({ content: 'a word' })

/** The same doors under both mounts of channels. */
function ofChannels(doors: Readonly<Record<string, Door>>): Record<string, Door> {
  const mounts = ['/api/channels/:channelId', '/api/servers/:serverId/channels/:channelId']
  return Object.fromEntries(
    Object.entries(doors).flatMap(([door, value]) => {
      const [method = '', rest = ''] = door.split(' ')
      return mounts.map((mount) => [`${method} ${mount}${rest}`, value])
    }),
  )
}

/**
 * Every door there is. A new route stands here before its test passes: whoever adds one says who may pass it, and the
 * tests then try everybody else.
 */
export const doors: Readonly<Record<string, Door>> = {
  'GET /': { passes: 'open' },
  'GET /static/:key': { passes: 'open' },
  'PUT /presign/:key': { passes: 'open' },
  'GET /api/health': { passes: 'open' },
  'GET /api/capabilities': { passes: 'open' },
  'GET /api/docs': { passes: 'open' },
  'GET /api/docs/json': { passes: 'open' },
  'GET /api/auth/config': { passes: 'open' },
  'GET /api/auth/csrf': { passes: 'open' },
  'POST /api/auth/register': { passes: 'open' },
  'POST /api/auth/register-cookie': { passes: 'open' },
  'POST /api/auth/login': { passes: 'open' },
  'POST /api/auth/login-cookie': { passes: 'open' },
  'POST /api/auth/bot': { passes: 'open' },
  'POST /api/auth/local': { passes: 'open' },
  'POST /api/auth/refresh': { passes: 'open' },
  'POST /api/auth/refresh-cookie': { passes: 'open' },
  'POST /api/auth/logout': { passes: 'open' },
  // The token in the path is the credential: webhooks.test.ts tries the wrong ones.
  'POST /api/webhooks/:webhookId/:token': { passes: 'open', body: content },
  'POST /api/webhooks/:webhookId/:token/presign': { passes: 'open', body: () => ({ filename: 'a.png', size: 1 }) },
  'POST /api/webhooks/:webhookId/:token/upload': { passes: 'open', file: 'file' },

  'GET /api/users/@me': { passes: 'own' },
  'PATCH /api/users/@me': { passes: 'own', body: () => ({ username: 'somebody' }) },
  'POST /api/users/@me/password': {
    passes: 'own',
    body: () => ({ oldPassword: 'not that one', newPassword: 'a longer secret' }),
  },
  'GET /api/users/@me/notification-settings': { passes: 'own' },
  'PUT /api/users/@me/notification-settings': { passes: 'own', body: () => ({ soundVolume: 0.5 }) },
  'GET /api/users/@me/servers': { passes: 'own' },
  'GET /api/users/@me/channels': { passes: 'own' },
  'POST /api/users/@me/channels': { passes: 'own', body: ({ user }) => ({ recipientId: user }) },
  'GET /api/users/@me/stickers': { passes: 'own' },
  'POST /api/users/@me/stickers': { passes: 'own', body: name, file: 'file' },
  // Another's own stickers are not there: stickers.test.ts tries.
  'PATCH /api/users/@me/stickers/:stickerId': { passes: 'own', body: name },
  'DELETE /api/users/@me/stickers/:stickerId': { passes: 'own' },
  'GET /api/users/@me/unread': { passes: 'own' },
  'GET /api/users/@me/channel-notification-settings': { passes: 'own' },
  'POST /api/v1/audio/transcriptions': { passes: 'own', file: 'file' },
  'POST /api/v1/audio/speech': { passes: 'own', body: () => ({ input: 'a word' }) },
  'POST /api/servers': { passes: 'own', body: name },

  'GET /api/users/@me/bots': { passes: 'own' },
  'POST /api/users/@me/bots': { passes: 'own', body: () => ({ name: 'new', serviceType: SERVICE }) },
  'GET /api/users/@me/bots/:botId': { passes: 'permitted' },
  'PATCH /api/users/@me/bots/:botId': { passes: 'permitted', body: name },
  'DELETE /api/users/@me/bots/:botId': { passes: 'permitted' },
  'POST /api/users/@me/bots/:botId/token': { passes: 'permitted' },
  'GET /api/users/@me/bots/:botId/stickers': { passes: 'permitted' },
  'POST /api/users/@me/bots/:botId/stickers': { passes: 'permitted', body: name, file: 'file' },
  // As with one's own stickers: another's are not there.
  'PATCH /api/users/@me/bots/:botId/stickers/:stickerId': { passes: 'own', body: name },
  'DELETE /api/users/@me/bots/:botId/stickers/:stickerId': { passes: 'own' },
  'PATCH /api/bots/:botId/config': { passes: 'itself', body: () => ({ system_prompt: 'Be kind.' }) },
  'POST /api/bots/bootstrap': { passes: 'operator' },
  'GET /api/bots/:botId/bootstrap': { passes: 'operator' },
  'POST /api/infra/service-types/register': { passes: 'operator' },
  'GET /api/infra/available-services': { passes: 'anybody' },
  'GET /api/infra/service-bot-user': { passes: 'anybody' },
  'GET /api/servers/:serverId/bots/search': { passes: 'permitted' },
  'POST /api/servers/:serverId/bots/:botUserId': { passes: 'permitted' },

  'GET /api/users/search': { passes: 'anybody' },
  'GET /api/users/:userId': { passes: 'anybody' },
  'GET /api/invites/:code': { passes: 'anybody' },
  'POST /api/invites/:code': { passes: 'anybody' },

  'GET /api/servers/:serverId': { passes: 'members' },
  'PATCH /api/servers/:serverId': { passes: 'permitted', body: name },
  'POST /api/servers/:serverId/icon': { passes: 'permitted', file: 'icon' },
  'DELETE /api/servers/:serverId': { passes: 'permitted' },
  'GET /api/servers/:serverId/roles': { passes: 'members' },
  'POST /api/servers/:serverId/roles': { passes: 'permitted', body: () => ({ name: 'new', permissions: [] }) },
  'PATCH /api/servers/:serverId/roles/positions': {
    passes: 'permitted',
    body: ({ role }) => [{ roleId: role, position: 3 }],
  },
  'PATCH /api/servers/:serverId/roles/:roleId': { passes: 'permitted', body: name },
  'DELETE /api/servers/:serverId/roles/:roleId': { passes: 'permitted' },
  'GET /api/servers/:serverId/members': { passes: 'members' },
  'DELETE /api/servers/:serverId/members/@me': { passes: 'members' },
  'GET /api/servers/:serverId/members/@me/notification-settings': { passes: 'members' },
  'PUT /api/servers/:serverId/members/@me/notification-settings': {
    passes: 'members',
    body: () => ({ notificationLevel: 'MUTE' }),
  },
  'DELETE /api/servers/:serverId/members/:userId': { passes: 'permitted' },
  'PUT /api/servers/:serverId/members/:userId/roles': {
    passes: 'permitted',
    body: ({ role }) => ({ roleIds: [role] }),
  },
  'GET /api/servers/:serverId/channels': { passes: 'members' },
  'POST /api/servers/:serverId/channels': { passes: 'permitted', body: () => ({ name: 'new', type: 'GUILD_TEXT' }) },
  'GET /api/servers/:serverId/categories': { passes: 'members' },
  'POST /api/servers/:serverId/categories': { passes: 'permitted', body: name },
  'PATCH /api/categories/:categoryId': { passes: 'permitted', body: name },
  'DELETE /api/categories/:categoryId': { passes: 'permitted' },
  'POST /api/servers/:serverId/invites': { passes: 'members', body: () => ({}) },

  'GET /api/servers/:serverId/stickers': { passes: 'members' },
  'POST /api/servers/:serverId/stickers': { passes: 'permitted', body: name, file: 'file' },
  'PATCH /api/servers/:serverId/stickers/:stickerId': { passes: 'permitted', body: name },
  'DELETE /api/servers/:serverId/stickers/:stickerId': { passes: 'permitted' },
  'GET /api/servers/:serverId/channels/:channelId/webhooks': { passes: 'permitted' },
  'POST /api/servers/:serverId/channels/:channelId/webhooks': { passes: 'permitted', body: name },
  'GET /api/servers/:serverId/channels/:channelId/webhooks/:webhookId/token': { passes: 'permitted' },
  'POST /api/servers/:serverId/channels/:channelId/webhooks/:webhookId/reset-token': { passes: 'permitted' },
  'PATCH /api/servers/:serverId/channels/:channelId/webhooks/:webhookId': { passes: 'permitted', body: name },
  'DELETE /api/servers/:serverId/channels/:channelId/webhooks/:webhookId': { passes: 'permitted' },

  ...ofChannels({
    'PATCH ': { passes: 'permitted', body: ({ category }) => ({ name: 'other', categoryId: category }) },
    'DELETE ': { passes: 'permitted' },
    'GET /permissions': { passes: 'permitted' },
    'PUT /permissions': {
      passes: 'permitted',
      body: ({ role }) => [{ targetType: 'role', targetId: role, allow: ['SEND_MESSAGES'], deny: [] }],
    },
    'GET /messages': { passes: 'viewers' },
    'POST /messages': {
      passes: 'viewers',
      body: ({ message }) => ({ content: 'a word', referencedMessageId: message }),
    },
    'PATCH /messages/:messageId': { passes: 'permitted', body: content },
    'DELETE /messages/:messageId': { passes: 'permitted' },
    'POST /messages/:messageId/transcribe': { passes: 'viewers', file: 'file', told: 400 },
    'PUT /messages/:messageId/reactions/:emoji/@me': { passes: 'viewers' },
    'DELETE /messages/:messageId/reactions/:emoji/@me': { passes: 'viewers' },
    'POST /ack': { passes: 'viewers', body: ({ message }) => ({ lastMessageId: message }) },
  }),
  'POST /api/channels/:channelId/uploads': { passes: 'viewers', file: 'file' },
  'GET /api/servers/:serverId/search': { passes: 'members', query: '?q=message' },
  'GET /api/channels/:channelId/search': { passes: 'viewers', query: '?q=message' },
  'POST /api/channels/:channelId/uploads/presign': {
    passes: 'viewers',
    body: () => ({ filename: 'a.png', size: 1, contentType: 'image/png' }),
  },
  'GET /api/channels/:channelId/uploads/:key': { passes: 'viewers' },
  'GET /api/channels/:channelId/notification-settings': { passes: 'viewers' },
  'PUT /api/channels/:channelId/notification-settings': { passes: 'viewers', body: () => ({ level: 'MUTE' }) },
}
