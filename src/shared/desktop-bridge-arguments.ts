import * as z from 'zod/mini'
import { MOST_NOTE_CHARACTERS, noteNames, type DesktopMethod } from './desktop-bridge.ts'
import { loginBody, registerBody } from './protocol/http/auth.ts'

const key = z.string().check(z.regex(/^[a-z0-9-]{1,40}$/))
const address = z.string().check(z.minLength(1), z.maxLength(2048))
const noteText = z.string().check(z.maxLength(MOST_NOTE_CHARACTERS))
const token = z.string().check(z.maxLength(8192))

/** The arguments of every bridge method, parsed in main. Kept apart from the contract so that the preload stays small. */
export const desktopArguments = {
  accounts: z.tuple([]),
  signIn: z.tuple([address, loginBody]),
  register: z.tuple([address, registerBody]),
  signOut: z.tuple([key]),
  accessToken: z.tuple([key, z.nullable(token)]),
  probe: z.tuple([address]),
  notes: z.tuple([]),
  note: z.tuple([key, z.enum(noteNames), z.nullable(noteText)]),
  openExternal: z.tuple([address]),
  reload: z.tuple([]),
} as const satisfies Record<DesktopMethod, z.ZodMiniType>
