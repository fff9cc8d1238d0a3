import { mkdtemp, open, rm } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { putFile } from './put-file.ts'

const cleanUp: (() => unknown)[] = []

afterEach(async () => {
  for (const clean of cleanUp.splice(0)) await clean()
})

async function makeFile(size: number): Promise<string> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'mew-put-'))
  cleanUp.push(() => rm(directory, { recursive: true }))
  const file = path.join(directory, 'file')
  await using handle = await open(file, 'w')
  await handle.truncate(size)
  return file
}

async function listen(answer: http.RequestListener): Promise<URL> {
  const server = http.createServer(answer).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  cleanUp.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/key`)
}

test('[STORE6] a file goes out as it is read, and never stands in memory', async () => {
  const size = 300_000_000
  const before = process.memoryUsage().arrayBuffers
  let received = 0
  let most = 0
  const url = await listen((request, response) => {
    request.on('data', (chunk: Buffer) => {
      received += chunk.length
      most = Math.max(most, process.memoryUsage().arrayBuffers - before)
    })
    request.on('end', () => response.end())
  })
  expect(await putFile({ url, headers: new Headers(), file: await makeFile(size), size })).toBe(200)
  expect(received).toBe(size)
  expect(most).toBeLessThan(size / 3)
})

test('[STORE6] a store that refuses at once is heard, and one that goes away is a failure', async () => {
  const size = 50_000_000
  const file = await makeFile(size)
  const refusing = await listen((_request, response) => response.writeHead(403).end('no'))
  expect(await putFile({ url: refusing, headers: new Headers(), file, size })).toBe(403)
  const leaving = await listen((request) => request.socket.destroy())
  await expect(putFile({ url: leaving, headers: new Headers(), file, size })).rejects.toThrow(
    /ECONNRESET|EPIPE|hang up/,
  )
})
