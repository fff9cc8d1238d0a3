import * as z from 'zod/mini'
import { botLoginBody } from '#shared/protocol/http/bots.ts'
import { authConfig, localBody, loginBody, registerBody, sessionAnswer } from '#shared/protocol/http/auth.ts'
import type { DescribedRoutes } from '../route-description.ts'

const wayIn = z.extend(sessionAnswer, { message: z.string() })
const open = { access: 'open' } as const

export const authRoutes: DescribedRoutes = {
  'GET /api/auth/config': { ...open, summary: 'Whether people may sign up', answer: authConfig },
  'GET /api/auth/csrf': { ...open, summary: 'Sets the cookie whose value the CSRF header repeats' },
  'POST /api/auth/register': {
    ...open,
    summary: 'Makes an account, and signs it in',
    body: registerBody,
    status: 201,
    answer: wayIn,
  },
  'POST /api/auth/register-cookie': {
    ...open,
    summary: 'Makes an account, and signs it in by cookies alone',
    body: registerBody,
    status: 201,
    answer: wayIn,
  },
  'POST /api/auth/login': { ...open, summary: 'Signs in', body: loginBody, answer: wayIn },
  'POST /api/auth/login-cookie': { ...open, summary: 'Signs in by cookies alone', body: loginBody, answer: wayIn },
  'POST /api/auth/bot': { ...open, summary: 'Signs a bot in by its token', body: botLoginBody, answer: wayIn },
  'POST /api/auth/local': {
    ...open,
    summary: 'Signs the owner in with the code of this start',
    body: localBody,
    answer: wayIn,
  },
  'POST /api/auth/refresh': {
    ...open,
    summary: 'Exchanges the refresh cookie for the next one, and a new token',
    answer: sessionAnswer,
  },
  'POST /api/auth/refresh-cookie': {
    ...open,
    summary: 'Exchanges the refresh cookie, and keeps the token in a cookie',
    answer: sessionAnswer,
  },
  'POST /api/auth/logout': { ...open, summary: 'Ends the session' },
}
