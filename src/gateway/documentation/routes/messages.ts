import * as z from 'zod/mini'
import { messageId } from '#shared/models/ids.ts'
import { message } from '#shared/models/message.ts'
import { createMessageBody, editMessageBody } from '#shared/protocol/http/messages.ts'
import { ofChannels, type DescribedRoutes } from '../route-description.ts'

const page = z.object({ limit: z.optional(z.int().check(z.minimum(1), z.maximum(100))), before: z.optional(messageId) })

export const messageRoutes: DescribedRoutes = {
  ...ofChannels({
    'GET /messages': { summary: 'A page of messages, newest first', query: page, answer: z.array(message) },
    'POST /messages': { summary: 'Writes a message', body: createMessageBody, status: 201, answer: message },
    'PATCH /messages/:messageId': { summary: 'Changes what a message says', body: editMessageBody, answer: message },
    'DELETE /messages/:messageId': { summary: 'Retracts a message', answer: message },
    'POST /messages/:messageId/transcribe': {
      summary: 'Writes down a voice message, from its recording sent along',
      form: { file: 'file' },
      answer: ['text/plain'],
    },
    'PUT /messages/:messageId/reactions/:emoji/@me': { summary: 'Reacts to a message', answer: message },
    'DELETE /messages/:messageId/reactions/:emoji/@me': { summary: 'Takes one’s reaction back', answer: message },
  }),
}
