import { expect } from '@playwright/test'
import { hostileFiles, type HostileFile } from '../../fixtures/hostile-files.ts'
import type { TestGateway } from '../../fixtures/test-gateway.ts'
import { formOf } from '../../protocol/form.ts'
import { tellingScript } from './tell-tales.ts'

export const files = hostileFiles(tellingScript)

type Call = readonly [method: string, path: string, field: string]
type Answer = Readonly<Record<string, unknown>>

/** Sends a file as alice. Either it is taken, or it is refused in words: then there is nothing to give. */
export async function sendFile(home: TestGateway, call: Call, file: HostileFile): Promise<readonly Answer[]> {
  const [method, path, field] = call
  const { headers, body } = formOf([
    { field: 'name', data: `sticker ${file.label}` },
    { field, filename: file.filename, type: file.type, data: file.data },
  ])
  const authorization = `Bearer ${await home.tokenOf('alice')}`
  const response = await fetch(`${home.url}/api${path}`, {
    method,
    headers: { ...headers, authorization },
    body: new Uint8Array(body),
  })
  const answer: unknown = await response.json()
  if (response.ok) return [answer as Answer]
  expect(response.status).toBe(400)
  expect(answer).toEqual({ message: expect.stringMatching(/\w/) })
  return []
}

/** Where the UI's own origin has a file. */
export const atDoor = (home: TestGateway, keyOrUrl: unknown): string =>
  `${home.gateway.webUrl}/static/${String(keyOrUrl).split('/').at(-1)}`

async function post(home: TestGateway, body: object): Promise<void> {
  const sent = await home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, body)
  expect(sent.status).toBe(201)
}

/** Each file that is taken becomes a message. Where they are: one for each message. */
export async function sendAsMessages(home: TestGateway): Promise<readonly string[]> {
  const call = ['POST', `/channels/${home.channel('general')}/uploads`, 'file'] as const
  const urls: string[] = []
  for (const file of files) {
    for (const upload of await sendFile(home, call, file)) {
      await post(home, { content: `hostile ${file.label}`, attachments: [upload] })
      urls.push(atDoor(home, upload['key']))
    }
  }
  expect(urls.length).toBeGreaterThan(100)
  return urls
}

/** Each file that is taken for a sticker is sent as one. */
export async function sendAsStickers(home: TestGateway, server: string): Promise<readonly string[]> {
  const urls: string[] = []
  for (const file of files) {
    for (const sticker of await sendFile(home, ['POST', `/servers/${server}/stickers`, 'file'], file)) {
      await post(home, { type: 'message/sticker', payload: { stickerId: sticker['_id'], stickerScope: 'server' } })
      urls.push(atDoor(home, sticker['key']))
    }
  }
  expect(urls.length).toBeGreaterThan(20)
  return urls
}
