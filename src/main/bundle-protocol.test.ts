import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBundleFiles } from './bundle-files.ts'
import { createBundleHandler } from './bundle-protocol.ts'

let folder: string
let handle: (request: Request) => Promise<Response>

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mew-bundle-'))
  const root = path.join(folder, 'renderer')
  await mkdir(path.join(root, 'assets'), { recursive: true })
  await writeFile(path.join(root, 'index.html'), '<title>The page</title>')
  await writeFile(path.join(root, 'assets/app.js'), 'export {}')
  await writeFile(path.join(folder, 'secret.txt'), 'secret')
  await mkdir(path.join(folder, 'renderer-other'))
  await writeFile(path.join(folder, 'renderer-other/x.txt'), 'secret')
  await symlink(path.join(folder, 'secret.txt'), path.join(root, 'assets/link.txt'))
  const say = (what: string) => () => Promise.resolve(new Response(what))
  handle = createBundleHandler({
    files: createBundleFiles({ root, pagePolicy: () => Promise.resolve("default-src 'none'") }),
    relay: say('relay'),
    elsewhere: say('elsewhere'),
    transfers: say('transfers'),
  })
})

afterAll(() => rm(folder, { recursive: true, force: true }))

function ask(url: string, { initiator, accept }: { initiator?: string; accept?: string } = {}): Promise<Response> {
  const request = new Request('app://bundle/', { headers: accept === undefined ? {} : { accept } })
  Object.defineProperty(request, 'url', { value: url })
  if (initiator !== undefined) Object.defineProperty(request, 'initiatorOrigin', { value: initiator })
  return handle(request)
}

test.each(['app://bundle/', 'app://bundle/index.html', 'app://bundle/servers/1/channels/2?x=1#y'])(
  '[BUNDLE1] %s is the page, with its policy',
  async (url) => {
    const response = await ask(url)
    expect(await response.text()).toContain('The page')
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'")
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  },
)

test('[BUNDLE1] an address that ends like a file is the page where a page was asked for', async () => {
  const address = 'app://bundle/direct/bob.js'
  expect((await ask(address)).status).toBe(404)
  expect(await (await ask(address, { accept: 'text/html,*/*' })).text()).toContain('The page')
})

test('[BUNDLE2] an asset has its type; one that is missing is missing', async () => {
  const asset = await ask('app://bundle/assets/app.js')
  expect([asset.headers.get('content-type'), await asset.text()]).toEqual([
    'text/javascript; charset=utf-8',
    'export {}',
  ])
  expect((await ask('app://bundle/assets/gone', { accept: 'text/html' })).status).toBe(404)
})

test.each([
  'app://bundle/../secret.txt',
  'app://bundle/..%2fsecret.txt',
  'app://bundle/%2e%2e/secret.txt',
  'app://bundle/assets/..%5c..%5csecret.txt',
  'app://bundle/..%2frenderer-other/x.txt',
  'app://bundle/assets/link.txt',
  'app://bundle/assets/%00.txt',
  'app://bundle/assets/%E0%A4.txt',
])('[BUNDLE3] %s leads nowhere', async (url) => {
  const response = await ask(url)
  expect(await response.text()).not.toContain('secret')
  expect(response.status).toBe(404)
})

test('[BUNDLE4] the routes of main go to where they belong, and other such addresses nowhere', async () => {
  expect(await (await ask('app://bundle/~gateway/a1/api/x')).text()).toBe('relay')
  expect(await (await ask('app://bundle/~elsewhere/a1?url=x')).text()).toBe('elsewhere')
  expect(await (await ask('app://bundle/~transfer/a1/x')).text()).toBe('transfers')
  expect((await ask('app://bundle/~other')).status).toBe(403)
  expect((await ask('app://bundle/%7egateway/a1/api/x', { accept: 'text/html' })).status).not.toBe(403)
})

test('[BUNDLE5] only our own page is served, whoever the browser says is asking', async () => {
  for (const initiator of ['https://evil.example', 'null', 'app://other']) {
    expect((await ask('app://bundle/', { initiator })).status).toBe(403)
    expect((await ask('app://bundle/~gateway/a1/static/x', { initiator })).status).toBe(403)
  }
  expect((await ask('app://bundle/', { initiator: 'app://bundle' })).status).toBe(200)
  expect((await ask('app://other/')).status).toBe(403)
})

test('[BUNDLE6] a route that fails answers all the same', async () => {
  const failing = createBundleHandler({
    files: () => Promise.reject(new Error('broken')),
    relay: () => Promise.reject(new Error('broken')),
    elsewhere: () => Promise.reject(new Error('broken')),
    transfers: () => Promise.reject(new Error('broken')),
  })
  expect((await failing(new Request('app://bundle/'))).status).toBe(500)
})
