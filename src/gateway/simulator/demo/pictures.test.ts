import { expect, test } from 'vitest'
import { provedType } from '../../features/files/proved-type.ts'
import { makeDemoWorld } from './make-demo-world.ts'
import { withPictures } from './pictures.ts'

const world = makeDemoWorld({ seed: 1, now: Date.UTC(2026, 10, 27), offsetMs: 0, ownerName: 'alma' })

test('[DEMO7] every person and server has a small square picture of its own', async () => {
  const { people, servers } = await withPictures(world)
  const pictures = [...people.map(({ avatar }) => avatar), ...servers.map(({ icon }) => icon)]
  const sides = pictures.map((bytes) => {
    const header = Buffer.from(bytes ?? [])
    return [provedType(header), header.readUInt32BE(16), header.readUInt32BE(20), header.length < 12_000]
  })

  expect(sides).toEqual(Array.from({ length: 32 }, () => ['image/png', 96, 96, true]))
  expect(new Set(pictures.map((bytes) => Buffer.from(bytes ?? []).toString('base64'))).size).toBe(32)
})

test('[DEMO7] a picture that is missing is no picture, and nothing else', async () => {
  const stranger = { ref: 'stranger', username: 'Stranger' }
  const { people, servers } = await withPictures({ people: [stranger], servers: [] })

  expect({ people, servers }).toEqual({ people: [stranger], servers: [] })
})
