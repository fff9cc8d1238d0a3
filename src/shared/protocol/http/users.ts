import * as z from 'zod/mini'
import { newPassword, username } from './auth.ts'

/** `PATCH /users/@me`: what is not named stays. */
export const updateProfileBody = z.object({ username: z.optional(username) })

export const changePasswordBody = z.object({
  oldPassword: z.string().check(z.minLength(1, 'Old password is required')),
  newPassword: newPassword('New password'),
})

export const updateNotificationSettingsBody = z.object({
  soundEnabled: z.optional(z.boolean()),
  soundVolume: z.optional(z.number().check(z.gte(0), z.lte(1))),
  desktopEnabled: z.optional(z.boolean()),
})

/** `GET /users/search`; longer than any name is no question (ID-15, D-22). */
export const searchUsersQuery = z.object({ q: z._default(z.string().check(z.maxLength(100)), '') })

export type UpdateProfileBody = z.infer<typeof updateProfileBody>
export type ChangePasswordBody = z.infer<typeof changePasswordBody>
export type UpdateNotificationSettingsBody = z.infer<typeof updateNotificationSettingsBody>
