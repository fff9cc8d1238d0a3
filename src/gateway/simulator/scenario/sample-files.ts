import { crc32, deflateSync } from 'node:zlib'
import type { FileSpec } from '../world-spec.ts'

const SIDE = 32
const SAMPLES_A_SECOND = 8000

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}

/** A small PNG in two colours that are the name's own. */
export function samplePicture(name: string): Uint8Array {
  const hash = crc32(name)
  const colours = [hash & 0xffffff, ~hash & 0xffffff]
  const rows = Array.from({ length: SIDE }, (_row, y) => {
    const row = Buffer.alloc(1 + SIDE * 3)
    for (let x = 0; x < SIDE; x += 1) row.writeUIntBE(colours[(x + y) % SIDE < SIDE / 2 ? 0 : 1] ?? 0, 1 + x * 3, 3)
    return row
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(SIDE, 0)
  header.writeUInt32BE(SIDE, 4)
  // Eight bits a colour, red, green and blue.
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A recording of one quiet tone. */
export function sampleRecording(durationMs: number): FileSpec {
  const count = Math.round((durationMs / 1000) * SAMPLES_A_SECOND)
  const samples = Buffer.from(Array.from({ length: count }, (_, index) => 128 + Math.round(40 * Math.sin(index / 3))))
  const header = Buffer.alloc(44)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(36 + count, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(SAMPLES_A_SECOND, 24)
  header.writeUInt32LE(SAMPLES_A_SECOND, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(count, 40)
  return { name: 'recording.wav', type: 'audio/wav', bytes: Buffer.concat([header, samples]) }
}

interface SampleFile {
  readonly name: string
  readonly type?: string | undefined
  readonly text?: string | undefined
}

/** A file with these words in it; without any, a picture. */
export function sampleFile({ name, type, text }: SampleFile): FileSpec {
  if (text === undefined) return { name, type: type ?? 'image/png', bytes: samplePicture(name) }
  return { name, type: type ?? 'text/plain', bytes: Buffer.from(text) }
}
