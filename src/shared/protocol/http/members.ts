import * as z from 'zod/mini'
import { notificationLevel } from '../../models/member.ts'

/** `PUT …/members/:userId/roles`: the whole list. */
export const memberRolesBody = z.object({ roleIds: z.array(z.string()) })

export const memberNotificationBody = z.object({ notificationLevel: z.optional(notificationLevel) })
