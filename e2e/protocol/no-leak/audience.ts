import type { Published } from './journal.ts'
import { holdersOf, membersOf, type World } from './oracle.ts'

interface Payload {
  readonly _id: string
  readonly channelId: string
  readonly serverId: string
  readonly userId: string
  readonly categoryId: string
  readonly rev: number
  readonly recipients: readonly { readonly _id: string }[]
}

// What the gateway publishes is checked elsewhere: here each event has the members its name promises.
const payloadOf = ({ payload }: Published): Payload => payload as Payload

/** What else is known of an event: all that the same commit published, and who had asked for it. */
interface Occasion {
  readonly together: readonly Published[]
  readonly asker: string | undefined
}

type Rule = (world: World, published: Published, occasion: Occasion) => ReadonlySet<string>

const viewers: Rule = (world, published) => holdersOf(world, payloadOf(published).channelId, ['VIEW_CHANNEL'])
const members: Rule = (world, published) => membersOf(world, payloadOf(published).serverId)

const concerned: Rule = (world, published) =>
  holdersOf(world, payloadOf(published)._id, ['VIEW_CHANNEL', 'MANAGE_CHANNEL'])

/** Beside the update of a channel it is for those who do not hear that (ID-15, D-14); else it is for everybody. */
const whoMustReadAgain: Rule = (world, published, occasion) => {
  const { serverId, channelId, userId } = payloadOf(published)
  const everybody = membersOf(world, serverId)
  if (userId !== undefined) everybody.add(userId)
  const update = channelId === undefined ? occasion.together.find(({ event }) => event === 'CHANNEL_UPDATE') : undefined
  const told = update === undefined ? new Set() : concerned(world, update, occasion)
  return new Set([...everybody].filter((user) => !told.has(user)))
}

/** Whoever leaves hears it in their other windows too; whoever is kicked hears only that. */
const whoStays: Rule = (world, published, { together }) => {
  const { serverId, userId } = payloadOf(published)
  const left = together.every(({ event }) => event !== 'SERVER_KICK')
  return new Set([...membersOf(world, serverId), ...(left && userId !== undefined ? [userId] : [])])
}

/** Who has to hear what, and nobody else does, once the commit is made (GW-8, security: What goes out). */
const after: Readonly<Record<string, Rule>> = {
  MESSAGE_CREATE: viewers,
  MESSAGE_UPDATE: viewers,
  MESSAGE_REACTION_ADD: viewers,
  MESSAGE_REACTION_REMOVE: viewers,
  CHANNEL_UPDATE: (world, published) => holdersOf(world, payloadOf(published)._id, ['VIEW_CHANNEL', 'MANAGE_CHANNEL']),
  SERVER_UPDATE: (world, published) => membersOf(world, payloadOf(published)._id),
  MEMBER_JOIN: members,
  MEMBER_LEAVE: whoStays,
  PERMISSIONS_UPDATE: whoMustReadAgain,
  CATEGORY_UPDATE: members,
  DM_CHANNEL_CREATE: (_world, published) => new Set(payloadOf(published).recipients.map(({ _id }) => _id)),
  TYPING_START: (world, published) => {
    const others = new Set(viewers(world, published, { together: [], asker: undefined }))
    others.delete(payloadOf(published).userId)
    return others
  },
  READ_STATE_UPDATE: (_world, _published, { asker }) => new Set(asker === undefined ? [] : [asker]),
  SERVER_KICK: (_world, { audience }) => new Set([String(audience)]),
}

/** What ends something goes to those who were there before. */
const before: Readonly<Record<string, Rule>> = {
  CHANNEL_DELETE: (world, published) =>
    holdersOf(world, payloadOf(published).channelId, ['VIEW_CHANNEL', 'MANAGE_CHANNEL']),
  SERVER_DELETE: members,
}

/** Only for those who asked for its extension. */
export const isOfExtensions = (event: string): boolean => ['TYPING_START', 'READ_STATE_UPDATE'].includes(event)

/** Told between two commits, as nothing is stored of it. */
export const isOfTheMoment = (event: string): boolean => event === 'TYPING_START'

/** Whether an event tells something that not everybody may know. */
export const isOfPlaces = (event: string): boolean => event in after || event in before

export const audienceBefore = (world: World, published: Published): ReadonlySet<string> | undefined =>
  before[published.event]?.(world, published, { together: [], asker: undefined })

export const audienceAfter: Rule = (world, published, occasion) =>
  after[published.event]?.(world, published, occasion) ?? new Set()

/** Enough of an event to know it again. */
export function keyOf(published: { readonly event: string; readonly payload: unknown }): string {
  const { event, payload } = published
  if (!event.startsWith('MESSAGE_')) return `${event} ${JSON.stringify(payload)}`
  const { _id, channelId, rev } = payload as Payload
  return `${event} ${_id} in ${channelId}, rev ${rev}`
}
