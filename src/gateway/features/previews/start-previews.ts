import type { FastifyInstance } from 'fastify'
import { createGuardedFetch } from '../../guarded-fetch/guarded-fetch.ts'
import { realOutside, type Outside } from '../../guarded-fetch/outside.ts'
import { createPreviews, type AddEmbeds, type Previews } from './previews.ts'

const TIME_LIMIT_MS = 3_000
const SIZE_LIMIT_BYTES = 1_048_576

export interface LinkPreviewOptions extends Partial<Outside> {
  readonly timeMs?: number
}

/** Says why without saying what: an address is part of what somebody wrote. */
function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

/** Link previews for as long as the gateway serves. */
export function startPreviews(app: FastifyInstance, options: LinkPreviewOptions, embed: AddEmbeds): Previews {
  const { timeMs = TIME_LIMIT_MS, ...outside } = options
  const previews = createPreviews({
    fetchPage: createGuardedFetch({ ...realOutside, ...outside }, { timeMs, sizeBytes: SIZE_LIMIT_BYTES }),
    embed,
    onFailure: (error) => {
      app.log.debug({ reason: reasonOf(error) }, 'no link preview')
    },
  })
  app.addHook('onClose', previews.stop)
  return previews
}
