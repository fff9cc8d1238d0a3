import { createHash } from 'node:crypto'
import type { OpenApi, OpenApiOperation } from './openapi.ts'

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
h2 { margin-top: 2.5rem } summary { cursor: pointer; padding: .25rem 0 } code, pre { font-size: 13px }
summary b { display: inline-block; min-width: 4.5rem; font-family: monospace } pre { overflow-x: auto; padding-left: 4.5rem }
`

/** Nothing runs on the page and nothing is loaded by it. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const inHtml = (text: string): string => text.replaceAll(/[&<>"]/g, (letter) => escapes[letter] ?? '')

const inJson = (value: unknown): string => `<pre>${inHtml(JSON.stringify(value, null, 2))}</pre>`

interface Entry {
  readonly method: string
  readonly path: string
  readonly operation: OpenApiOperation
}

function entryOf({ method, path, operation }: Entry): string {
  const { parameters, requestBody, responses, security } = operation
  const name = `<b>${method.toUpperCase()}</b> <code>${inHtml(path)}</code>`
  const details = { security, parameters, requestBody, responses }
  return `<details><summary>${name} ${inHtml(operation.summary)}</summary>${inJson(details)}</details>`
}

/** The description of the routes for people, as one page without scripts. */
export function documentationPage({ info, paths, tags, components }: OpenApi): string {
  const entries = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method, path, operation })),
  )
  const sections = tags.map(({ name }) => {
    const own = entries.filter(({ operation }) => operation.tags.includes(name))
    return `<h2>${inHtml(name)}</h2>${own.map(entryOf).join('')}`
  })
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `<details><summary><code>${inHtml(name)}</code></summary>${inJson(schema)}</details>`,
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${inHtml(info.title)}</title>
<style>${STYLE}</style></head><body><h1>${inHtml(info.title)}</h1><p>${inHtml(info.description)}
The same <a href="/api/docs/json">as OpenAPI</a>.</p>${sections.join('')}<h2>schemas</h2>${schemas.join('')}</body></html>`
}
