import { expect, test } from 'vitest'
import { hostileFiles } from '../fixtures/hostile-files.ts'
import { startTestGateway } from '../fixtures/test-gateway.ts'
import { formOf } from './form.ts'
import { request } from './web-client.ts'

/** What a browser runs nothing of, whatever is in it. */
const INERT = /^(?:image\/(?:png|jpeg|gif|webp|avif)|(?:audio|video)\/[\w-]+|application\/octet-stream)$/

test('[FILE2] a hundred hostile files each get a clear answer, and none is given out as something that runs', async () => {
  await using home = await startTestGateway()
  const authorization = `Bearer ${await home.tokenOf('bob')}`
  const address = `${home.url}/api/channels/${home.channel('general')}/uploads`
  const refusals = new Set<string>()
  let count = 0
  for (const { filename, type, data } of hostileFiles(() => 'alert(document.domain)')) {
    const { headers, body: raw } = formOf([{ field: 'file', filename, type, data }])
    const sent = await request(address, { method: 'POST', headers: { ...headers, authorization }, raw })
    expect([filename, sent.status]).toEqual([filename, expect.toBeOneOf([201, 400])])
    if (sent.status === 400) {
      refusals.add(JSON.stringify(sent.body))
      continue
    }
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
  expect(count).toBeGreaterThan(100)
  expect([...refusals]).toEqual(['{"message":"No file uploaded."}'])
})
