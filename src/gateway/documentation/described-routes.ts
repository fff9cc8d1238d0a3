import type { DescribedRoutes } from './route-description.ts'
import { authRoutes } from './routes/auth.ts'
import { botRoutes, serviceRoutes } from './routes/bots.ts'
import { categoryRoutes, channelRoutes } from './routes/channels.ts'
import { fileRoutes } from './routes/files.ts'
import { gatewayRoutes } from './routes/gateway.ts'
import { messageRoutes } from './routes/messages.ts'
import { peopleRoutes } from './routes/people.ts'
import { searchRoutes } from './routes/search.ts'
import { inviteRoutes, memberRoutes, roleRoutes, serverRoutes } from './routes/servers.ts'
import { speechRoutes } from './routes/speech.ts'
import { stickerRoutes } from './routes/stickers.ts'
import { webhookRoutes } from './routes/webhooks.ts'

/** Every route there is, by what it is about. A test compares this with what a gateway registers. */
export const describedRoutes: Readonly<Record<string, DescribedRoutes>> = {
  gateway: gatewayRoutes,
  auth: authRoutes,
  people: peopleRoutes,
  servers: serverRoutes,
  roles: roleRoutes,
  members: memberRoutes,
  invites: inviteRoutes,
  categories: categoryRoutes,
  channels: channelRoutes,
  messages: messageRoutes,
  search: searchRoutes,
  files: fileRoutes,
  stickers: stickerRoutes,
  webhooks: webhookRoutes,
  bots: botRoutes,
  services: serviceRoutes,
  speech: speechRoutes,
}
