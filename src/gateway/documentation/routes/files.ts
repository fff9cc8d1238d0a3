import * as z from 'zod/mini'
import { presignBody } from '#shared/protocol/http/uploads.ts'
import type { DescribedRoutes } from '../route-description.ts'

export const upload = z.object({
  filename: z.string(),
  contentType: z.string(),
  key: z.string(),
  size: z.int(),
})

export const presigned = z.object({
  key: z.string(),
  url: z.string(),
  method: z.literal('PUT'),
  headers: z.record(z.string(), z.string()),
  expiresInSeconds: z.int(),
})

export const fileRoutes: DescribedRoutes = {
  'GET /static/:key': {
    access: 'open',
    summary: 'A file by its key',
    answer: ['image/*', 'audio/*', 'video/*', 'application/octet-stream'],
  },
  'POST /api/channels/:channelId/uploads': {
    summary: 'Uploads a file for a message of a channel',
    form: { file: 'file' },
    status: 201,
    answer: upload,
  },
  'POST /api/channels/:channelId/uploads/presign': {
    summary: 'Announces a file, which is then sent to the address in the answer',
    body: presignBody,
    answer: presigned,
  },
  'GET /api/channels/:channelId/uploads/:key': {
    summary: 'A file that a message of the channel brought',
    answer: ['*/*'],
  },
  'PUT /presign/:key': {
    access: 'open',
    summary: 'Takes an announced file, by the signature in its address',
    query: z.object({ expires: z.string(), signature: z.string() }),
    status: 200,
  },
}
