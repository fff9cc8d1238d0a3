import * as z from 'zod/mini'
import { authConfig } from '#shared/protocol/http/auth.ts'
import type { Accounts } from './accounts.ts'
import { CompareError } from './compare-error.ts'
import { createVisitors } from './visitors.ts'

interface Deployment {
  readonly url: string
  readonly accounts: Accounts | undefined
  readonly people: readonly string[]
  readonly answerWithinMs: number
}

const healthy = z.object({ status: z.literal('ok') })

/** Whether it is a gateway, and people can come in. @throws CompareError */
export async function lookAt({ url, accounts, people, answerWithinMs }: Deployment): Promise<void> {
  const { ask } = createVisitors({ url, answerWithinMs })
  const health = await ask({ method: 'GET', path: '/health' })
  if (!healthy.safeParse(health.body).success) {
    throw new CompareError(`What answers at ${url} is no gateway: GET /api/health is answered ${health.status}`)
  }
  const { body } = await ask({ method: 'GET', path: '/auth/config' })
  const { data } = authConfig.safeParse(body)
  const without = people.filter((person) => accounts?.[person] === undefined)
  if (data?.allowUserRegistration === false && without.length > 0) {
    throw new CompareError(`${url} lets nobody sign up: name accounts of ${without.join(', ')} in a file, with --users`)
  }
}
