import type { FastifyInstance } from 'fastify'
import type { Log } from '../../log.ts'
import type { GuardedFetch } from '../../guarded-fetch/guarded-fetch.ts'
import type { Outside } from '../../guarded-fetch/outside.ts'
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

/** Loaded with the first link: a start waits for none of it, and the first import of `node:http` alone takes a tenth of one. */
async function openGuardedFetch({ timeMs = TIME_LIMIT_MS, ...outside }: LinkPreviewOptions): Promise<GuardedFetch> {
  const [{ createGuardedFetch }, { realOutside }] = await Promise.all([
    import('../../guarded-fetch/guarded-fetch.ts'),
    import('../../guarded-fetch/outside.ts'),
  ])
  return createGuardedFetch({ ...realOutside, ...outside }, { timeMs, sizeBytes: SIZE_LIMIT_BYTES })
}

interface Foundations {
  readonly app: FastifyInstance
  readonly log: Log
  readonly options: LinkPreviewOptions
  readonly embed: AddEmbeds
}

/** Link previews for as long as the gateway serves. */
export function startPreviews({ app, log, options, embed }: Foundations): Previews {
  let opening: Promise<GuardedFetch> | undefined
  const previews = createPreviews({
    fetchPage: async (address, signal) => {
      opening ??= openGuardedFetch(options)
      const fetchPage = await opening
      return fetchPage(address, signal)
    },
    embed,
    onFailure: (error) => {
      log.debug({ reason: reasonOf(error) }, 'no link preview')
    },
  })
  app.addHook('onClose', previews.stop)
  return previews
}
