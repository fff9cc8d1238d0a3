import { expect, test } from 'vitest'
import { startTestGateway } from '../fixtures/test-gateway.ts'
import { formOf } from './form.ts'
import { request } from './web-client.ts'

const script = '<script>alert(document.domain)</script>'
const contents: readonly (string | Buffer)[] = [
  script,
  `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${script}</svg>`,
  `<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>`,
  `GIF89a/*${script}*/=alert(1)`,
  Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from(script)]),
  Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from(script)]),
  Buffer.concat([Buffer.from('ID3'), Buffer.from(script)]),
  `%PDF-1.7 ${script}`,
  Buffer.concat([Buffer.from('feff', 'hex'), Buffer.from(script, 'utf16le')]),
  '',
]
const names = [
  'a.html',
  'a.svg',
  '../../a.js',
  'CON',
  'a.png\u0000.html',
  '..',
  'a.xhtml',
  'x'.repeat(300),
  '.htaccess',
  'a.png',
]
const types = ['text/html', 'image/svg+xml', 'image/png', 'application/javascript', 'text/html\t', 'x']
/** What a browser runs nothing of, whatever is in it. */
const INERT = /^(?:image\/(?:png|jpeg|gif|webp|avif)|(?:audio|video)\/[\w-]+|application\/octet-stream)$/

test('[FILE2] a hundred hostile files each get a clear answer, and none is given out as something that runs', async () => {
  await using home = await startTestGateway()
  const authorization = `Bearer ${await home.tokenOf('bob')}`
  const address = `${home.url}/api/channels/${home.channel('general')}/uploads`
  let count = 0
  for (const [place, data] of contents.entries()) {
    for (const [turn, filename] of names.entries()) {
      const type = types[(place + turn) % types.length] ?? ''
      const { headers, body: raw } = formOf([{ field: 'file', filename, type, data }])
      const sent = await request(address, { method: 'POST', headers: { ...headers, authorization }, raw })
      expect([filename, sent.status]).toEqual([filename, expect.toBeOneOf([201, 400])])
      if (sent.status === 400) continue
      const { key } = sent.body as { key: string }
      const { status, headers: given } = await request(`${home.url}/static/${key}`)
      const contentType = String(given['content-type'])
      const isInline = given['content-disposition'] === 'inline'
      expect({ key, status, contentType, isInline }).toEqual({
        key: expect.stringMatching(/^[\w-]{21}(?:\.[A-Za-z0-9]{1,16})?$/) as string,
        status: 200,
        contentType: expect.stringMatching(INERT) as string,
        isInline: contentType !== 'application/octet-stream',
      })
      expect(given['content-security-policy']).toBe("sandbox; default-src 'none'")
      expect(given['x-content-type-options']).toBe('nosniff')
      count += 1
    }
  }
  expect(count).toBeGreaterThan(80)
})
