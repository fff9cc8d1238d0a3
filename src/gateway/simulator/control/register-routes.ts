import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { parseInput } from '../../parse-input.ts'
import { statusOf, type DescribedRoutes, type RouteDescription } from '../../documentation/route-description.ts'

/** What a route's schema makes of a query or a body; nothing where it has none. */
type Parsed<Route, Part extends 'query' | 'body'> =
  Route extends Readonly<Record<Part, infer Schema extends z.ZodMiniType>> ? z.infer<Schema> : undefined

export interface Call<Route, Target> {
  readonly target: Target
  readonly query: Parsed<Route, 'query'>
  readonly body: Parsed<Route, 'body'>
  readonly params: Readonly<Record<string, string>>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** One handler for each route of a table. */
export type Handlers<Routes, Target> = {
  readonly [Name in keyof Routes]: (call: Call<Routes[Name], Target>) => unknown
}

interface Registration<Routes, Target> {
  readonly prefix: string
  readonly routes: Routes
  readonly handlers: Handlers<Routes, Target>
  readonly targetOf: (request: FastifyRequest) => Target | Promise<Target>
}

const paramsOf = ({ params }: FastifyRequest): Readonly<Record<string, string>> =>
  z.record(z.string(), z.string()).parse(params)

/** Routes as their table says: what comes is parsed before anything is done. */
export function registerRoutes<Routes extends DescribedRoutes, Target>(
  app: FastifyInstance,
  { prefix, routes, handlers, targetOf }: Registration<Routes, Target>,
): void {
  // Each handler takes what the route of its own name parses.
  const byName = handlers as Readonly<Record<string, (call: Call<RouteDescription, Target>) => unknown>>
  for (const [name, route] of Object.entries(routes)) {
    const [method = '', path = ''] = name.split(' ')
    const { query, body, bodyLimitBytes } = route
    app.route({
      method,
      url: prefix + path,
      ...(bodyLimitBytes === undefined ? {} : { bodyLimit: bodyLimitBytes }),
      config: { open: route.access === 'open' },
      handler: async (request, reply) => {
        const answer = await byName[name]?.({
          query: query && parseInput(query, request.query, 'query.'),
          body: body && parseInput(body, request.body),
          params: paramsOf(request),
          target: await targetOf(request),
          request,
          reply,
        } as Call<RouteDescription, Target>)
        return reply.code(statusOf(route)).send(answer)
      },
    })
  }
}
