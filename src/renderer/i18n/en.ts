import { ui } from './en/ui.ts'
import { signIn } from './en/sign-in.ts'
import { addServer } from './en/add-server.ts'
import { rail } from './en/rail.ts'
import { servers } from './en/servers.ts'
import { channels } from './en/channels.ts'
import { directMessages } from './en/direct-messages.ts'
import { messages } from './en/messages.ts'
import { composer } from './en/composer.ts'
import { files } from './en/files.ts'
import { members } from './en/members.ts'
import { search } from './en/search.ts'
import { outbox } from './en/outbox.ts'
import { drafts } from './en/drafts.ts'
import { connection } from './en/connection.ts'
import { account } from './en/account.ts'
import { dialogs } from './en/dialogs.ts'
import { time } from './en/time.ts'
import { errors } from './en/errors.ts'

/** The original texts, one file a feature. A parameter that a user can set goes through `isolated`. */
export const en = {
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
