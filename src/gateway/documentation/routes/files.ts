import * as z from 'zod/mini'
import type { DescribedRoutes } from '../route-description.ts'

export const upload = z.object({
  filename: z.string(),
  contentType: z.string(),
  key: z.string(),
  size: z.int(),
})

export const fileRoutes: DescribedRoutes = {
  'GET /static/:key': {
    access: 'open',
    summary: 'A file by its key',
    answer: ['image/*', 'application/octet-stream'],
  },
  'POST /api/channels/:channelId/uploads': {
    summary: 'Uploads a file for a message of a channel',
    form: { file: 'file' },
    status: 201,
    answer: upload,
  },
}
