import * as z from 'zod/mini'
import { isoTime } from '../../new-id.ts'
import { changeAnswers } from './change-answers.ts'
import { changeOutgoing, sendBy } from './change-outgoing.ts'
import type { QuirkMeans, QuirkParts } from './quirk.ts'

interface Echo {
  readonly method: string
  readonly path: string
  readonly event: string
  readonly change: (message: z.infer<typeof echoed>) => object
}

const echoed = z.looseObject({ _id: z.string(), channelId: z.string() })

/** A request that changes nothing is told to the channel all the same, as if it had. */
function echo({ isAskedBy, cause, struck }: QuirkMeans, { method, path, event, change }: Echo): QuirkParts {
  const told = new Set<number | undefined>()
  let send: ReturnType<typeof sendBy> = () => undefined
  return {
    ...changeAnswers(({ reply }, payload) => {
      if (reply.statusCode !== 200 || !isAskedBy(method, path) || told.delete(cause())) return payload
      const { data } = echoed.safeParse(JSON.parse(payload))
      if (data === undefined) return payload
      struck('told though nothing changed', data._id)
      const changed = change(data)
      send(event, data.channelId, changed)
      return JSON.stringify(changed)
    }),
    realtime: (realtime) => {
      send = sendBy(realtime.publish)
      return changeOutgoing(realtime, (outgoing) => {
        if (outgoing.event === event && isAskedBy(method, path)) told.add(cause())
        return [outgoing]
      })
    },
  }
}

/** Whoever takes away a reaction that only others have is told to have taken it away. */
export const phantomUnreact = (means: QuirkMeans): QuirkParts =>
  echo(means, {
    method: 'DELETE',
    path: '/api/**/messages/*/reactions/**',
    event: 'MESSAGE_REACTION_REMOVE',
    change: (message) => message,
  })

/** What is retracted again is told again, as of now. */
export const retractAgain = (means: QuirkMeans): QuirkParts =>
  echo(means, {
    method: 'DELETE',
    path: '/api/**/messages/*',
    event: 'MESSAGE_UPDATE',
    change: (message) => {
      const now = isoTime(means.clock.now())
      return { ...message, retractedAt: now, updatedAt: now }
    },
  })
