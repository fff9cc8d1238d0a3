import type { Dice } from '../dice.ts'
import { openFrames, type Frames } from '../raw-socket.ts'
import { speak, type Heard } from './speak.ts'
import { ADMIN_SECRET, type Target } from './target.ts'
import { hostileJson, hostileValue } from './values.ts'

/** What a peer says once it is let in, or instead of saying who it is. */
export interface Packets {
  readonly what: string
  readonly greets: boolean
  readonly frames: readonly string[]
}

const strays = [
  '',
  '0',
  '1',
  '2',
  '3',
  '3probe',
  '5',
  '6',
  '7',
  '9',
  'b',
  'bAAAA',
  '4',
  '40',
  '40{',
  '40{}',
  '40[]',
  '40null',
  '40"text"',
  '40{"token":{"$gt":""}}',
  '40{"token":[]}',
  `40{"token":"${'x'.repeat(100_000)}"}`,
  '40{"token":"a","extensions":{"length":9}}',
  '40{"__proto__":{"token":"x"}}',
  '40/infra,',
  '40/infra,{"adminSecret":"","serviceType":"x"}',
  '40/infra,{"adminSecret":{},"serviceType":{}}',
  `40/infra,${JSON.stringify({ adminSecret: ADMIN_SECRET, serviceType: 'hostile' })}`,
  `40/infra,${JSON.stringify({ adminSecret: ADMIN_SECRET, serviceType: { toString: 1 } })}`,
  '42/infra,["error","x"]',
  '42/infra,["error",{"message":"x"}]',
  '42/infra,["SYSTEM_BOT_CONFIG_UPDATE",{}]',
  '40/nowhere,{}',
  '40/__proto__,',
  `40/${'a'.repeat(50_000)},`,
  '41/infra,',
  '42',
  '42{}',
  '42[]',
  '42[null]',
  '42[{}]',
  '42[["message/create"]]',
  '42["connect"]',
  '42["disconnect"]',
  '42["disconnecting"]',
  '42["error","x"]',
  '42["newListener"]',
  '42["__proto__",{}]',
  '42["toString"]',
  '42["message/create"]',
  '42["message/create",null]',
  '42["message/create","text"]',
  '42["message/create",{},{},{}]',
  '4299999999999999999999["message/create",{}]',
  '421["message/create",{}]',
  '42-1["message/create",{}]',
  '42/infra,["message/create",{}]',
  '43',
  '430[]',
  '431["x"]',
  '44{"message":"Authentication error"}',
  '45',
  '451-["message/create",{"_placeholder":true,"num":0}]',
  '4599999999-["x"]',
  '45-1-["x"]',
  '450-["x",{"_placeholder":true,"num":-1}]',
  '461-0["x"]',
  '47',
  '4\u001e4\u001e40',
  '42["\ud800"]',
  `42["message/create",${'['.repeat(5_000)}${']'.repeat(5_000)}]`,
  `42[${'"x",'.repeat(50_000)}"x"]`,
]

const message = (target: Target, dice: Dice): object => ({
  channelId: dice.next() < 0.8 ? target.own.channel : target.others.channel,
  content: 'a word',
  type: 'message/default',
  payload: { clientNonce: 'nonce', title: 'x' },
  attachments: [],
  referencedMessageId: target.own.message,
  plainText: 'x',
})

const names = ['message/create', 'message/create', 'message/create', 'message/create', 'typing', 'subscribe']

function hostilePacket(target: Target, dice: Dice): string {
  if (dice.next() < 0.4) return dice.pick(strays)
  const name = dice.pick(names)
  const id = dice.next() < 0.1 ? String(dice.count(99)) : ''
  const body = name === 'typing' ? { channelId: target.own.channel } : message(target, dice)
  const argument = dice.next() < 0.1 ? JSON.stringify(hostileValue(dice)) : hostileJson(body, dice)
  return `42${id}["${name}",${argument}]`
}

export function hostilePackets(target: Target, dice: Dice): Packets {
  const frames = Array.from({ length: 1 + dice.count(4) }, () => hostilePacket(target, dice))
  return { what: frames.map((frame) => frame.slice(0, 300)).join('\n'), greets: dice.next() < 0.8, frames }
}

/** Ends a conversation: a ping from this side is against the protocol, and the gateway closes. */
async function end(frames: Frames): Promise<void> {
  frames.send('2probe')
  await frames.quiet()
}

const greetingOf = ({ token }: Target['attacker']): string =>
  `40${JSON.stringify({ token, extensions: ['typing', 'read-sync', 'user-update'] })}`

const CUT_OFF = 'cut off'

/** Over a WebSocket. Answers with what the last packet, an ordinary mistake, was answered with. */
export async function sayPackets({ url, attacker }: Target, { greets, frames }: Packets): Promise<string> {
  using peer = await openFrames(url)
  if (greets) {
    peer.send(greetingOf(attacker))
    await peer.wait('42["ready"')
  }
  for (const frame of frames) peer.send(frame)
  if (!greets) {
    await end(peer)
    return CUT_OFF
  }
  peer.send('42["message/create",{"channelId":"nowhere"}]')
  // Awaited here: what is returned unawaited would be cut off by the end of this block.
  const answer = await peer.wait('42["error"').catch(() => CUT_OFF)
  return answer
}

/** The same over polling: a session, one request with all of it, and whatever is answered. */
export async function pollPackets(target: Target, { greets, frames }: Packets): Promise<Heard> {
  const at = '/socket.io/?EIO=4&transport=polling'
  const opened = await (await fetch(`${target.url}${at}`)).text()
  const { sid } = JSON.parse(opened.slice(1)) as { sid: string }
  const greeting = greets ? [greetingOf(target.attacker)] : []
  const body = [...greeting, ...frames].join('\u001e')
  const head = `POST ${at}&sid=${sid} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: text/plain;charset=UTF-8`
  return speak(target.port, Buffer.from(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`))
}

const queries = [
  'EIO=3&transport=polling',
  'EIO=99&transport=polling',
  'transport=polling',
  'EIO=4',
  'EIO=4&transport=__proto__',
  'EIO=4&transport=constructor',
  'EIO=4&transport=toString&sid=x',
  'EIO=4&transport=webtransport',
  'EIO=4&transport=polling&sid=',
  'EIO=4&transport=polling&sid=__proto__',
  'EIO=4&transport=polling&sid=a&sid=b',
  'EIO=4&transport=websocket&sid=nobody',
  'EIO=4&transport=polling&j=0',
  'EIO=4&transport=polling&b64=1',
  'EIO[]=4&transport[]=polling',
  `EIO=4&transport=polling&sid=${'x'.repeat(10_000)}`,
  '%',
  '',
]

/** The address of the sockets itself, asked for oddly. */
export function hostileHandshake(dice: Dice): { what: string; bytes: Buffer } {
  const method = dice.pick(['GET', 'GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])
  const upgrade = dice.next() < 0.2 ? 'Upgrade' : 'close'
  const path = dice.pick(['/socket.io/', '/socket.io', '/SOCKET.IO/', '/socket.io//', '/socket.io/x'])
  const line = `${method} ${path}?${dice.pick(queries)} HTTP/1.1`
  const head = `${line}\r\nHost: localhost\r\nConnection: ${upgrade}\r\nContent-Length: 0\r\n`
  return { what: head, bytes: Buffer.from(`${head}${upgrade === 'close' ? '' : 'Upgrade: websocket\r\n'}\r\n`) }
}
