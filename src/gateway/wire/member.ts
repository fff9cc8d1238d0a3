import { parseTexts } from '../database/json-column.ts'
import type { Schema } from '../database/schema.ts'
import type { FileAddress } from './file-address.ts'
import { toUserSummary, type UserSummaryRow } from './user.ts'

export interface MemberWithUser {
  readonly member: Schema['member']
  readonly user: UserSummaryRow & { readonly createdAt: string }
}

/** A membership as answers give it (ID-4.6). */
export function toMember({ member, user }: MemberWithUser, fileAddress: FileAddress): object {
  return {
    _id: member.id,
    serverId: member.serverId,
    // No e-mail address of anybody: members are strangers to each other (ID-15, D-13).
    userId: { ...toUserSummary(user, fileAddress), createdAt: user.createdAt },
    roleIds: parseTexts(member.roleIds),
    isOwner: member.isOwner === 1,
    notificationLevel: member.notificationLevel,
    createdAt: member.createdAt,
    updatedAt: member.updatedAt,
  }
}
