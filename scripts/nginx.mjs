// Runs build/nginx/mew.conf in a real nginx: the file as it is, but for the port it listens on and the gateway behind it.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { root } from './own-node.mjs'

const HOW_OFTEN = 100
const PAUSE_MS = 50

/** The installed nginx, or undefined. Debian keeps it where ordinary accounts do not look. */
export function findNginx() {
  const places = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin']
  return places.map((place) => path.join(place, 'nginx')).find((file) => fs.existsSync(file))
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

function replaceOnce(text, line, by) {
  if (text.split(line).length !== 2) throw new Error(`build/nginx/mew.conf has not exactly one "${line.trim()}"`)
  return text.replace(line, by)
}

/** The documented file for a test: another port, without IPv6, another gateway. */
function siteFor(port, gatewayPort) {
  const site = fs.readFileSync(path.join(root, 'build/nginx/mew.conf'), 'utf8')
  const moved = replaceOnce(site, '    listen 151;\n', `    listen 127.0.0.1:${port};\n`)
  const single = replaceOnce(moved, '    listen [::]:151;\n', '')
  return replaceOnce(single, 'server 127.0.0.1:3000;', `server 127.0.0.1:${gatewayPort};`)
}

/** One process, in the foreground, that writes only into `directory`. */
function around(directory) {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `daemon off;
master_process off;
pid ${directory}/nginx.pid;
error_log ${directory}/error.log warn;
events { worker_connections 4096; }
http {
  access_log off;
${kinds.map((kind) => `  ${kind}_temp_path ${directory}/${kind};`).join('\n')}
  include ${directory}/mew.conf;
}
`
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    const end = (open) => {
      socket.destroy()
      resolve(open)
    }
    socket.once('connect', () => end(true)).once('error', () => end(false))
  })
}

/** Starts nginx in front of a gateway; answers with its address and how to stop it. */
export async function startNginx(gatewayUrl) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'mew-nginx-'))
  const port = await freePort()
  fs.writeFileSync(path.join(directory, 'mew.conf'), siteFor(port, new URL(gatewayUrl).port))
  fs.writeFileSync(path.join(directory, 'nginx.conf'), around(directory))
  const child = spawn(findNginx() ?? 'nginx', ['-p', directory, '-c', path.join(directory, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (words) => {
    complaints += words
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    fs.rmSync(directory, { recursive: true, force: true })
  }
  for (let tries = 0; tries < HOW_OFTEN && child.exitCode === null; tries += 1) {
    if (await answers(port)) return { url: `http://127.0.0.1:${port}`, port, stop }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  await stop()
  throw new Error(`nginx does not run: ${complaints}`)
}
