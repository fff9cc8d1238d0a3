import type { FastifyInstance } from 'fastify'

const open = { config: { open: true } } as const

/** The gateway's description of itself: for whoever builds for it, and not in production. */
export function registerDocumentationRoutes(app: FastifyInstance): void {
  app.get('/api/docs', open, async (_request, reply) => {
    const [{ createOpenApi }, { documentationPage, pagePolicy }] = await Promise.all([
      import('./openapi.ts'),
      import('./page.ts'),
    ])
    return reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': pagePolicy,
        'cache-control': 'no-store',
      })
      .send(documentationPage(createOpenApi()))
  })
  app.get('/api/docs/json', open, async () => (await import('./openapi.ts')).createOpenApi())
}
