import asyncApiSchema from '@asyncapi/specs/schemas/3.0.0.json' with { type: 'json' }
import fastify from 'fastify'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { createAsyncApi } from './asyncapi.ts'
import { createOpenApi } from './openapi.ts'

const refsIn = (document: unknown): string[] =>
  [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, place = '']) => place)

/** What stands at a place of a document. */
function at(document: unknown, place: string): unknown {
  return place
    .split('/')
    .reduce<unknown>((value, name) => (value as Readonly<Record<string, unknown>> | undefined)?.[name], document)
}

test('[DOCS1] the routes are described as OpenAPI 3.1', async () => {
  const validator = new Validator()
  const { valid, errors } = await validator.validate(
    JSON.parse(JSON.stringify(createOpenApi())) as Record<string, unknown>,
  )
  expect([errors, valid, validator.version]).toEqual([undefined, true, '3.1'])
})

test('[DOCS1] every route has a name of its own', () => {
  const names = Object.values(createOpenApi().paths).flatMap((operations) =>
    Object.values(operations).map(({ operationId }) => operationId),
  )
  expect(new Set(names).size).toBe(names.length)
  expect(names).toContain('getServersByServerIdRoles')
})

test('[DOCS3] the events are described as AsyncAPI 3', async () => {
  // The schema of these documents, read by the reader of schemas that the gateway's server brings along.
  const { definitions, ...rest } = asyncApiSchema
  // What it brings along a second time.
  const { 'http://json-schema.org/draft-07/schema': _known, ...own } = definitions
  const schema = { ...rest, definitions: own }
  const app = fastify({
    bodyLimit: 10_000_000,
    ajv: {
      customOptions: {
        strict: false,
        removeAdditional: false,
        coerceTypes: false,
        useDefaults: false,
        allErrors: true,
      },
    },
  })
  app.post('/', { schema: { body: schema } }, () => 'fits')
  const answer = async (payload: object): Promise<string> =>
    (await app.inject({ method: 'POST', url: '/', payload })).body
  expect(await answer(createAsyncApi())).toBe('fits')
  expect(await answer({ ...createAsyncApi(), channels: { people: { messages: { ready: { payload: 5 } } } } })).not.toBe(
    'fits',
  )
  await app.close()
})

test.each([
  ['[DOCS1] OpenAPI', createOpenApi],
  ['[DOCS3] AsyncAPI', createAsyncApi],
])('%s: what is referred to is there', (_name, create) => {
  const document = create()
  const places = refsIn(document)
  expect(places.length).toBeGreaterThan(50)
  expect(places.filter((place) => at(document, place) === undefined)).toEqual([])
})
