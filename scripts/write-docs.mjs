// Writes what the gateway says of itself to docs/: its routes as OpenAPI, its events as AsyncAPI, its scenarios' form as JSON schema.
// With --check nothing is written, and it fails where a file does not say what it should.
import fs from 'node:fs'
import path from 'node:path'
import { ensureNode, root } from './own-node.mjs'

await ensureNode()

// By a computed name: the compiler looks at scripts apart from the gateway.
const from = (name) => import(path.join(root, 'src/gateway', name))
const { createOpenApi } = await from('documentation/openapi.ts')
const { createAsyncApi } = await from('documentation/asyncapi.ts')
const { createScenarioSchema } = await from('simulator/scenario/scenario-schema.ts')

const documents = {
  'openapi.json': createOpenApi(),
  'asyncapi.json': createAsyncApi(),
  'scenario.schema.json': createScenarioSchema(),
}
const stale = []
for (const [name, document] of Object.entries(documents)) {
  const file = path.join(root, 'docs', name)
  const text = `${JSON.stringify(document, null, 2)}\n`
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) continue
  if (process.argv.includes('--check')) stale.push(name)
  else fs.writeFileSync(file, text)
}
if (stale.length > 0) {
  console.error(`docs/${stale.join(', docs/')}: not what the gateway is. Run npm run docs.`)
  process.exit(1)
}
