import { speechBody } from '#shared/protocol/http/audio.ts'
import type { DescribedRoutes } from '../route-description.ts'

export const speechRoutes: DescribedRoutes = {
  'POST /api/v1/audio/speech': {
    summary: 'Speaks a text',
    body: speechBody,
    answer: ['audio/mpeg', 'text/event-stream'],
  },
}
