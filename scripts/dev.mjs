// npm run dev: the gateway from its sources, started again at each change, and the UI with hot reload in front of it.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer } from 'vite'
import react from '@vitejs/plugin-react'
import tailwindcss from '@tailwindcss/vite'
import path from 'node:path'
import { gatewayFlags } from './gateway-flags.mjs'
import { ensureNode, root } from './own-node.mjs'

await ensureNode()

const GATEWAY_PORT = '4600'
const code = randomBytes(16).toString('base64url')
const gateway = spawn(
  process.execPath,
  [
    ...gatewayFlags,
    '--watch',
    'src/gateway/cli/mew-gateway.ts',
    'start',
    'demo',
    '--port',
    GATEWAY_PORT,
    '--no-web',
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, MEW_START_CODE: code, MEW_LAUNCHER: '1' },
  },
)
const target = `http://127.0.0.1:${GATEWAY_PORT}`
const server = await createServer({
  configFile: false,
  root: path.join(root, 'src/renderer'),
  plugins: [react(), tailwindcss()],
  server: {
    fs: { allow: [root] },
    // The page and the gateway are one origin, as they are where the gateway serves the page itself.
    proxy: { '/api': target, '/static': target, '/socket.io': { target, ws: true } },
  },
})
await server.listen()
console.log(`Open ${server.resolvedUrls?.local[0] ?? ''}#start=${code}`)
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    gateway.kill()
    void server.close().then(() => process.exit(0))
  })
}
