import * as z from 'zod/mini'
import { ACCESS_COOKIE } from '#shared/protocol/cookies.ts'
import { createComponentSchemas, type ComponentSchemas, type JsonSchema } from './component-schemas.ts'
import { describedRoutes } from './described-routes.ts'
import { statusOf, type DescribedRoutes, type RouteDescription, type WireSchema } from './route-description.ts'

interface RequestBody {
  readonly content: Readonly<Record<string, JsonSchema>>
}

export interface OpenApiOperation {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly security?: readonly object[]
  readonly parameters?: readonly JsonSchema[]
  readonly requestBody?: RequestBody
  readonly responses: Readonly<Record<string, JsonSchema>>
}

export interface OpenApi {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly servers: readonly object[]
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>
  readonly security: readonly object[]
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> } & Readonly<Record<string, object>>
}

interface DescribedRoute {
  readonly method: string
  readonly path: string
  readonly tag: string
  readonly route: RouteDescription
}

const refusal = z.object({
  message: z.string(),
  /** Of bodies and queries that do not fit. */
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
})

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** `GET /api/servers/:serverId/roles` is `getServersByServerIdRoles`. */
function operationIdOf({ method, path }: DescribedRoute): string {
  const words = path
    .replace(/^\/(?:api|__mew\/v1)(?=\/)/, '')
    .replaceAll(/:(\w)/g, (_whole, first: string) => `by-${first.toUpperCase()}`)
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
  return [method.toLowerCase(), ...(words.length === 0 ? ['root'] : words).map(capital)]
    .map((word, index) => (index === 0 ? word : capital(word)))
    .join('')
}

/** A token as a header or a cookie; a token in the path is its parameter. */
const guards = {
  open: [{}],
  'path token': [{}],
  'admin secret': [{ adminSecret: [] }],
} as const

function parametersOf({ path, route }: DescribedRoute, schemas: ComponentSchemas): JsonSchema[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, part = '']) => ({
    name: part,
    in: 'path',
    required: true,
    schema: { type: 'string', ...(part.endsWith('Id') ? { pattern: '^[0-9a-fA-F]{24}$' } : {}) },
  }))
  // A shape of zod/mini holds schemas of zod/mini; its type only knows what all of zod has.
  const inQuery = Object.entries(route.query?.shape ?? {}).map(([part, schema]) => ({
    name: part,
    in: 'query',
    required: !z.safeParse(schema, undefined).success,
    schema: schemas.inPlace(schema as WireSchema),
  }))
  return [...inPath, ...inQuery]
}

/** A form: what may come as JSON comes as text fields beside its file. */
function formOf({ body, form }: RouteDescription, schemas: ComponentSchemas, name: string): JsonSchema | undefined {
  if (form === undefined) return undefined
  const file = {
    type: 'object',
    properties: { [form.file]: { type: 'string', contentMediaType: 'application/octet-stream' } },
  }
  if (form.fields !== undefined) return { allOf: [schemas.refTo(form.fields, `${name}Fields`), file] }
  return body === undefined ? file : { allOf: [schemas.refTo(body, `${name}Body`), file] }
}

function bodyOf(route: RouteDescription, schemas: ComponentSchemas, name: string): RequestBody | undefined {
  const json = route.body && schemas.refTo(route.body, `${name}Body`)
  const form = formOf(route, schemas, name)
  if (json === undefined && form === undefined) return undefined
  return {
    content: {
      ...(json && { 'application/json': { schema: json } }),
      ...(form && { 'multipart/form-data': { schema: form } }),
    },
  }
}

function answerOf({ answer }: RouteDescription, schemas: ComponentSchemas, name: string): JsonSchema {
  if (answer === undefined) return { description: 'Done' }
  if (answer instanceof z.ZodMiniType) {
    const schema = schemas.refTo(answer, `${name}Answer`)
    return { description: 'The answer', content: { 'application/json': { schema } } }
  }
  return { description: 'The answer', content: Object.fromEntries(answer.map((type) => [type, {}])) }
}

function operationOf(described: DescribedRoute, schemas: ComponentSchemas): OpenApiOperation {
  const { route, tag } = described
  const operationId = operationIdOf(described)
  const name = capital(operationId)
  const parameters = parametersOf(described, schemas)
  const requestBody = bodyOf(route, schemas, name)
  return {
    operationId,
    summary: route.summary,
    tags: [tag],
    ...(route.access === undefined ? {} : { security: guards[route.access] }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: {
      [statusOf(route)]: answerOf(route, schemas, name),
      default: { $ref: '#/components/responses/Refusal' },
    },
  }
}

/** What a document is about: its routes by what they are about, and what lets a caller in. */
interface Described {
  readonly title: string
  readonly description: string
  readonly routes: Readonly<Record<string, DescribedRoutes>>
  readonly security: readonly object[]
  readonly securitySchemes: object
  readonly refusal: WireSchema
}

const everyRoute = (routes: Described['routes']): DescribedRoute[] =>
  Object.entries(routes).flatMap(([tag, ofTag]) =>
    Object.entries(ofTag).map(([name, route]) => {
      const [method = '', path = ''] = name.split(' ')
      return { method, path, tag, route }
    }),
  )

/** Routes as OpenAPI 3.1, from the schemas that they parse with. */
export function describeRoutes({ title, description, routes, security, ...described }: Described): OpenApi {
  const schemas = createComponentSchemas('draft-2020-12')
  const refusalRef = schemas.refTo(described.refusal, 'Refusal')
  const paths: Record<string, Record<string, OpenApiOperation>> = {}
  for (const route of everyRoute(routes)) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    const operations = (paths[path] ??= {})
    operations[route.method.toLowerCase()] = operationOf(route, schemas)
  }
  return {
    openapi: '3.1.0',
    info: { title, version: '1', description },
    servers: [{ url: '/' }],
    tags: Object.keys(routes).map((name) => ({ name })),
    security,
    paths,
    components: {
      securitySchemes: described.securitySchemes,
      responses: {
        Refusal: { description: 'Refused', content: { 'application/json': { schema: refusalRef } } },
      },
      schemas: schemas.all(),
    },
  }
}

/** The gateway's routes. */
export const createOpenApi = (): OpenApi =>
  describeRoutes({
    title: 'Mew gateway',
    description:
      'The HTTP side of a Mew gateway. What its sockets say stands in the AsyncAPI document beside this one.',
    routes: describedRoutes,
    security: [{ bearer: [] }, { cookie: [] }],
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      cookie: { type: 'apiKey', in: 'cookie', name: ACCESS_COOKIE },
      adminSecret: { type: 'apiKey', in: 'header', name: 'X-Mew-Admin-Secret' },
    },
    refusal,
  })
