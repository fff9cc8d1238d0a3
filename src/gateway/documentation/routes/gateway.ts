import * as z from 'zod/mini'
import { capabilities } from '#shared/protocol/http/capabilities.ts'
import type { DescribedRoutes } from '../route-description.ts'

const open = { access: 'open' } as const

export const gatewayRoutes: DescribedRoutes = {
  'GET /': { ...open, summary: 'The app, or a line of text where there is none', answer: ['text/html', 'text/plain'] },
  'GET /api/health': {
    ...open,
    summary: 'Whether the gateway answers',
    answer: z.object({ status: z.literal('ok') }),
  },
  'GET /api/capabilities': {
    ...open,
    summary: 'Which gateway this is, and what it offers beyond the protocol',
    answer: capabilities,
  },
  'GET /api/docs': { ...open, summary: 'This description as a page, outside production', answer: ['text/html'] },
  'GET /api/docs/json': {
    ...open,
    summary: 'This description as OpenAPI, outside production',
    answer: z.record(z.string(), z.unknown()),
  },
}
