import { expect, test } from 'vitest'
import { provedType } from '../../features/files/proved-type.ts'
import { makeDemoWorld } from './make-demo-world.ts'
import { withPictures } from './pictures.ts'

const world = makeDemoWorld({ seed: 1, now: Date.UTC(2026, 10, 27), offsetMs: 0, ownerName: 'alma' })

test('[DEMO7] every person, server and webhook has a small square picture of its own', async () => {
  const { people, servers, webhooks = [] } = await withPictures(world)
  const faces = [...people, ...webhooks].map(({ avatar }) => avatar)
  const pictures = [...faces, ...servers.map(({ icon }) => icon)]
  const sides = pictures.map((bytes) => {
    const header = Buffer.from(bytes ?? [])
    return [provedType(header), header.readUInt32BE(16), header.readUInt32BE(20), header.length < 12_000]
  })

  expect(sides).toEqual(Array.from({ length: 33 }, () => ['image/png', 96, 96, true]))
  expect(new Set(pictures.map((bytes) => Buffer.from(bytes ?? []).toString('base64'))).size).toBe(33)
})

test('[DEMO7] every sticker has a picture', async () => {
  const { stickers = [] } = await withPictures(world)

  expect(stickers.map(({ picture }) => provedType(Buffer.from(picture ?? [])))).toEqual(
    Array.from({ length: 3 }, () => 'image/png'),
  )
})

test('[DEMO7] a picture that is missing is no picture, and nothing else', async () => {
  const stranger = { ref: 'stranger', username: 'Stranger' }
  const { people, servers } = await withPictures({ people: [stranger], servers: [] })

  expect({ people, servers }).toEqual({ people: [stranger], servers: [] })
})
