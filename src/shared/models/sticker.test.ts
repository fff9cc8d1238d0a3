import { expect, test } from 'vitest'
import { personalSticker, serverSticker } from './sticker.ts'

const common = {
  _id: 'a'.repeat(24),
  name: 'wave',
  format: 'png',
  contentType: 'image/png',
  key: 'k.png',
  size: 3,
  url: 'https://files.test/static/k.png',
  createdAt: '2027-01-01T00:00:00.000Z',
  updatedAt: '2027-01-01T00:00:00.000Z',
}

test('a sticker says whose it is, and one without an owner is none', () => {
  const id = 'b'.repeat(24)
  const ofServer = { ...common, scope: 'server', serverId: id, createdBy: id }
  const ofPerson = { ...common, scope: 'user', userId: id, ownerId: id, description: null }
  expect(serverSticker.parse({ ...ofServer, tags: [] })).toEqual(ofServer)
  expect(personalSticker.parse({ ...ofPerson, __v: 0 })).toEqual(ofPerson)
  expect(serverSticker.safeParse(ofPerson).success).toBe(false)
  expect(personalSticker.safeParse({ ...common, scope: 'user' }).success).toBe(false)
})
