import { message as messageSchema, type Message } from '#shared/models/message.ts'
import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { KeptItem } from '../store/kept.ts'
import { selectMessage } from '../store/selectors/messages.ts'
import { isReadable, type ChangeDelivery, type MessageRow, type PendingChange } from '../store/state.ts'
import { applyMessage } from './apply/messages.ts'
import type { GatewayApi, Outcome } from './gateway-api.ts'
import { goOn, later, type Carrier, type Next } from './next-step.ts'
import { idAfter, readPage } from './read/read-range.ts'

const withDelivery =
  (delivery: ChangeDelivery) =>
  (item: KeptItem): KeptItem => {
    if (item.kind === 'message') return item
    const { attempted: _attempted, ...rest } = item
    return { ...rest, delivery }
  }

type Call = Parameters<GatewayApi['send']>[1]

function callOf(change: PendingChange, messageId: MessageId): Call {
  const path = `/channels/${change.channelId}/messages/${messageId}`
  if (change.kind === 'edit') return { method: 'PATCH', path, body: { content: change.content } }
  if (change.kind === 'retraction') return { method: 'DELETE', path }
  const method = change.isOn ? 'PUT' : 'DELETE'
  return { method, path: `${path}/reactions/${encodeURIComponent(change.emoji)}/@me` }
}

/** The one message, as the gateway has it now; undefined where it has it no more, or none that can be read. */
async function readOne(
  api: GatewayApi,
  channelId: ChannelId,
  messageId: MessageId,
): Promise<Outcome<Message | undefined>> {
  const page = await readPage(api, { channelId, limit: 1, before: idAfter(messageId) })
  if (page.status !== 'done') return page
  const row: MessageRow | undefined = page.body.find(({ _id }) => _id === messageId)
  return { status: 'done', body: row !== undefined && isReadable(row) ? row : undefined }
}

/** Whether a message is already as the change wants it. */
function isDone({ me, change, seen }: { me: string; change: PendingChange; seen: Message }): boolean {
  if (change.kind === 'retraction') return seen.retractedAt !== undefined
  if (change.kind === 'edit') return seen.retractedAt === undefined && seen.content === change.content
  const own = seen.reactions.some(({ emoji, userIds }) => emoji === change.emoji && userIds.some((id) => id === me))
  return own === change.isOn
}

/** What somebody else made of a message that was changed here, where only the user can say which of the two it is to be. */
function theirs(change: PendingChange, seen: Message | undefined): string | undefined {
  if (change.kind !== 'edit' || seen === undefined || seen.retractedAt !== undefined) return undefined
  const content = seen.content ?? ''
  return content === change.before || content === change.content ? undefined : content
}

function learn({ store }: Carrier, row: Message): void {
  store.update((draft) => {
    applyMessage(draft, { type: 'MESSAGE_UPDATE', channelId: row.channelId, row })
  })
}

/** An attempt whose outcome nobody knows: looked at before it is made again (convergence, rule 15). Undefined: make it. */
async function lookFirst(carrier: Carrier, change: PendingChange, messageId: MessageId): Promise<Next | undefined> {
  const { api, store, list } = carrier
  const outcome = await readOne(api, change.channelId, messageId)
  if (outcome.status === 'lost') return later()
  // Whoever may not read it is told by the change itself what is wrong.
  if (outcome.status === 'refused') return outcome.httpStatus === 429 ? later(outcome.retryAfterMs) : undefined
  const seen = outcome.body
  if (seen === undefined) return undefined
  learn(carrier, seen)
  if (isDone({ me: store.get().me._id, change, seen })) {
    list.remove(change.nonce)
    return goOn
  }
  const other = theirs(change, seen)
  if (other === undefined) return undefined
  void list.change(change.nonce, withDelivery({ status: 'conflict', theirs: other }))
  return goOn
}

/** What is not there cannot be taken away: that it is gone is all that was wanted. */
function isGoneAnyway(
  change: PendingChange,
  refused: Extract<Outcome<unknown>, { readonly status: 'refused' }>,
): boolean {
  const code = 'code' in refused.refusal ? refused.refusal.code : undefined
  if (change.kind === 'reaction') return !change.isOn && (refused.httpStatus === 404 || code === 'messageRetracted')
  return change.kind === 'retraction' && (code === 'messageNotFound' || code === 'messageRetracted')
}

function settle({ list }: Carrier, change: PendingChange, outcome: Outcome<Message>): Next {
  const { nonce, channelId } = change
  // A yes that cannot be read is as good as none: the message is looked at.
  if (outcome.status === 'lost' || (outcome.status === 'refused' && outcome.httpStatus < 400)) return later()
  if (outcome.status === 'done') {
    const { body } = outcome
    list.remove(nonce, {
      confirmed: body,
      also: (draft) => {
        applyMessage(draft, { type: 'MESSAGE_UPDATE', channelId, row: body })
      },
    })
    return goOn
  }
  if (outcome.httpStatus === 429) return later(outcome.retryAfterMs)
  if (isGoneAnyway(change, outcome)) list.remove(nonce)
  else void list.change(nonce, withDelivery({ status: 'failed', refusal: outcome.refusal }))
  return goOn
}

/** Somebody else has changed what is to be edited: the user says which it is to be. True: nothing goes out before that. */
function isContested(carrier: Carrier, change: PendingChange, messageId: MessageId): boolean {
  const other = theirs(change, selectMessage(carrier.store.get(), change.channelId, messageId))
  if (other === undefined) return false
  void carrier.list.change(change.nonce, withDelivery({ status: 'conflict', theirs: other }))
  return true
}

/** An edit, a reaction or a retraction of a message that is there. */
export async function deliverChange(carrier: Carrier, change: PendingChange, messageId: MessageId): Promise<Next> {
  const { list, api } = carrier
  const { nonce } = change
  const next = change.attempted === true ? await lookFirst(carrier, change, messageId) : undefined
  if (next !== undefined) return next
  if (change.attempted !== true && isContested(carrier, change, messageId)) return goOn
  await list.change(nonce, (item) => ({ ...item, attempted: true }))
  if (list.find(nonce) === undefined || !carrier.mayGo(nonce)) return goOn
  // The disk may have taken long enough for somebody else to be faster.
  if (change.attempted !== true && isContested(carrier, change, messageId)) return goOn
  return settle(carrier, change, await api.send(messageSchema, callOf(change, messageId)))
}
