import type { Catalogue } from './catalogue.ts'
import { ui } from './zh-hans/ui.ts'
import { signIn } from './zh-hans/sign-in.ts'
import { addServer } from './zh-hans/add-server.ts'
import { rail } from './zh-hans/rail.ts'
import { servers } from './zh-hans/servers.ts'
import { channels } from './zh-hans/channels.ts'
import { directMessages } from './zh-hans/direct-messages.ts'
import { messages } from './zh-hans/messages.ts'
import { composer } from './zh-hans/composer.ts'
import { files } from './zh-hans/files.ts'
import { members } from './zh-hans/members.ts'
import { search } from './zh-hans/search.ts'
import { outbox } from './zh-hans/outbox.ts'
import { drafts } from './zh-hans/drafts.ts'
import { connection } from './zh-hans/connection.ts'
import { account } from './zh-hans/account.ts'
import { dialogs } from './zh-hans/dialogs.ts'
import { time } from './zh-hans/time.ts'
import { errors } from './zh-hans/errors.ts'

export const zhHans: Catalogue = {
  ui,
  signIn,
  addServer,
  rail,
  servers,
  channels,
  directMessages,
  messages,
  composer,
  files,
  members,
  search,
  outbox,
  drafts,
  connection,
  account,
  dialogs,
  time,
  errors,
}
