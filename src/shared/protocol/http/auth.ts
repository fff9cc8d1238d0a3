import * as z from 'zod/mini'
import { userSelf } from '../../models/user.ts'

/** Local part and labels as ID-1.4 has them: ASCII, no dot at either end or twice in a row, a final label of letters. */
const emailSyntax = /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+\-.]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/

const email = z.string().check(z.trim(), z.toLowerCase(), z.regex(emailSyntax, 'Invalid email address'))

export const username = z
  .string()
  .check(
    z.trim(),
    z.minLength(3, 'Username must be at least 3 characters long'),
    z.maxLength(32, 'Username is too long'),
  )

/** `name` stands in the complaints. There is no reason for more than a page of text, and hashing costs time. */
export const newPassword = (name: string): z.ZodMiniString<string> =>
  z
    .string()
    .check(
      z.minLength(8, `${name} must be at least 8 characters long`),
      z.maxLength(1024, `${name} must be at most 1,024 characters long`),
    )

export const registerBody = z.object({
  username,
  email,
  password: newPassword('Password'),
  rememberMe: z.optional(z.boolean()),
})

export const loginBody = z.object({
  email,
  password: z.string().check(z.minLength(1, 'Password is required')),
  rememberMe: z.optional(z.boolean()),
})

/** `POST /api/auth/local`: the code that the launcher printed, or that the desktop's main process made. */
export const localBody = z.object({ code: z.string().check(z.minLength(1, 'code is required')) })

export const authConfig = z.object({ allowUserRegistration: z.boolean() })

/** The answer of every way in (ID-8). The `-cookie` forms and `local` leave out the token. */
export const sessionAnswer = z.object({ user: userSelf, token: z.optional(z.string()) })

export type RegisterBody = z.infer<typeof registerBody>
export type LoginBody = z.infer<typeof loginBody>
export type SessionAnswer = z.infer<typeof sessionAnswer>
