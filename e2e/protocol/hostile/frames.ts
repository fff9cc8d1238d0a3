import type { Dice } from '../dice.ts'
import type { Said } from './requests.ts'
import type { Target } from './target.ts'

const handshake =
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'

interface Frame {
  readonly opcode: number
  readonly payload: Buffer
  /** Fin and the reserved bits, as the high half of the first byte. */
  readonly flags?: number
  readonly masked?: boolean
  /** Said instead of the length it has. */
  readonly claimed?: bigint
}

const FIN = 0x80
const MASK = Buffer.from([1, 2, 3, 4])

function lengthBytes(length: bigint, masked: boolean): Buffer {
  const bit = masked ? 0x80 : 0
  if (length < 126n) return Buffer.from([bit | Number(length)])
  const long = Buffer.alloc(9)
  long[0] = bit | 127
  long.writeBigUInt64BE(BigInt.asUintN(64, length), 1)
  return long
}

function encode({ opcode, payload, flags = FIN, masked = true, claimed }: Frame): Buffer {
  const body = masked ? payload.map((byte, at) => byte ^ (MASK[at % 4] ?? 0)) : payload
  return Buffer.concat([
    Buffer.from([flags | opcode]),
    lengthBytes(claimed ?? BigInt(payload.length), masked),
    ...(masked ? [MASK] : []),
    body,
  ])
}

const [CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG] = [0, 1, 2, 8, 9, 10]
const text = (words: string, rest: Partial<Frame> = {}): Frame => ({
  opcode: TEXT,
  payload: Buffer.from(words),
  ...rest,
})
const of = (opcode: number, payload: Buffer | string = '', rest: Partial<Frame> = {}): Frame => ({
  opcode,
  payload: Buffer.from(payload),
  ...rest,
})

/** Frames that no client library would send. */
const crafted: readonly ((target: Target) => Frame[])[] = [
  () => [text('40', { masked: false })],
  () => [text('40', { flags: 0xf0 })],
  () => [text('40', { claimed: 2n ** 63n })],
  () => [text('40', { claimed: 2n ** 64n - 1n })],
  () => [text('40', { claimed: 1_000_001n })],
  () => [text('4'.repeat(1_000_001))],
  () => [of(3, 'x'), of(7, 'x'), of(15, 'x')],
  () => [of(CONTINUATION, 'x')],
  () => [text('4', { flags: 0 }), of(CONTINUATION, '0')],
  () => [text('4', { flags: 0 }), text('0')],
  () => [text('4', { flags: 0 }), of(PING, 'x', { flags: 0 }), of(CONTINUATION, '0')],
  () => [of(PING, 'x'.repeat(126)), of(PONG, 'x')],
  () => Array.from({ length: 500 }, () => of(PING, 'x')),
  () => Array.from({ length: 500 }, () => of(CONTINUATION, '', { flags: 0 })),
  () => [of(CLOSE, Buffer.from([3])), text('40')],
  () => [of(CLOSE, Buffer.from([0, 0])), of(CLOSE, Buffer.from([0x27, 0x0f]))],
  () => [of(CLOSE, Buffer.concat([Buffer.from([3, 0xe8]), Buffer.from([0xff, 0xff])]))],
  () => [of(TEXT, Buffer.from([0x34, 0x30, 0xff, 0xfe]))],
  () => [of(TEXT, Buffer.from([0x34, 0xed, 0xa0, 0x80]))],
  () => [of(BINARY, Buffer.from([4, 0])), of(BINARY, '')],
  () => [text('')],
  () => [text('\u0000')],
  ({ attacker }) => [
    text(`40{"token":"${attacker.token}"}`),
    of(BINARY, 'x'.repeat(50_000)),
    text('42["message/create"'),
  ],
  ({ attacker }) => [text(`40{"token":"${attacker.token}"}`), of(CLOSE)],
]

const handshakeLines = [
  '',
  '',
  '',
  'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=99\r\n',
  'Sec-WebSocket-Extensions: permessage-deflate; permessage-deflate; x="\r\n',
  'Sec-WebSocket-Protocol: ,,,\r\n',
  'Sec-WebSocket-Version: 99\r\n',
  'Sec-WebSocket-Key: short\r\n',
  'Origin: https://evil.test\r\n',
  'Cookie: mew_access_token=%\r\n',
]

/** The upgrade and everything after it, as bytes. */
export function hostileFrames(target: Target, dice: Dice): Said {
  const lines = dice.pick(handshakeLines)
  const frames = dice.pick(crafted)(target).map(encode)
  const bytes = Buffer.concat([Buffer.from(`${handshake}${lines}\r\n`), ...frames])
  // Now and then some bytes of it are others.
  const spoilt = dice.next() < 0.3 ? spoil(bytes, dice) : bytes
  return {
    what: `frames ${frames
      .map((frame) => frame.subarray(0, 24).toString('hex'))
      .slice(0, 8)
      .join(' ')} ${lines}`,
    bytes: spoilt,
  }
}

function spoil(bytes: Buffer, dice: Dice): Buffer {
  const copy = Buffer.from(bytes)
  for (let times = 1 + dice.count(5); times > 0; times -= 1) {
    copy[handshake.length + Math.floor(dice.next() * (copy.length - handshake.length))] = Math.floor(dice.next() * 256)
  }
  return copy
}
