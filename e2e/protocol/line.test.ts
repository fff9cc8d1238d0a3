import { expect, test, vi } from 'vitest'
import { socketOpener } from '#renderer/accounts/gateway-socket.ts'
import type { GatewaySocket } from '#renderer/sync/gateway-socket.ts'
import { extensionNames } from '#shared/protocol/extension-events.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

interface Line extends Disposable {
  readonly socket: GatewaySocket
  readonly heard: readonly string[]
  readonly gone: readonly string[]
}

/** The app's own socket, as somebody. */
async function lineOf(home: TestGateway, person: string, transport: string): Promise<Line> {
  const token = await home.tokenOf(person)
  const options = { transports: [transport], auth: { token, extensions: extensionNames } }
  const heard: string[] = []
  const gone: string[] = []
  const link = { socketOptions: () => ({ url: home.url, options }) }
  const socket = socketOpener(link)({
    onEvent: (name) => heard.push(name),
    onGone: (reason) => gone.push(reason),
  })
  return { socket, heard, gone, [Symbol.dispose]: socket.close }
}

test.each(['websocket', 'polling'])(
  '[F03] a gateway answers a probe at once over %s, as often as it is asked, and the line stands',
  async (transport) => {
    await using home = await startTestGateway()
    using line = await lineOf(home, 'alice', transport)
    line.socket.connect()
    await vi.waitFor(() => expect(line.heard).toContain('ready'))
    for (let time = 0; time < 3; time += 1) {
      await new Promise<void>((resolve) => {
        line.socket.probe(resolve)
      })
    }
    await home.call('bob', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'still there' })
    await vi.waitFor(() => expect(line.heard).toContain('MESSAGE_CREATE'))
    expect(line.gone).toEqual([])
  },
)

test('[F03] a probe that was under way when the line was closed neither keeps it open nor goes out again', async () => {
  await using home = await startTestGateway()
  using line = await lineOf(home, 'alice', 'websocket')
  line.socket.connect()
  await vi.waitFor(() => expect(line.heard).toContain('ready'))
  const answered = vi.fn<() => void>()
  line.socket.probe(answered)
  line.socket.close()
  await home.events.wait({ kind: 'disconnect' })
  line.socket.connect()
  await vi.waitFor(() => expect(line.heard.filter((name) => name === 'ready')).toHaveLength(2))
  expect(answered).not.toHaveBeenCalled()
})

test('the app’s socket hears of what goes beyond the protocol: who types, and how far one has read elsewhere', async () => {
  await using home = await startTestGateway()
  const channel = home.channel('general')
  using line = await lineOf(home, 'alice', 'websocket')
  using other = await lineOf(home, 'bob', 'websocket')
  line.socket.connect()
  other.socket.connect()
  await vi.waitFor(() =>
    expect([line.heard, other.heard]).toEqual([expect.arrayContaining(['ready']), expect.arrayContaining(['ready'])]),
  )
  const sent = await home.call('bob', 'POST', `/channels/${channel}/messages`, { content: 'hello' })
  const { _id } = (await sent.json()) as { _id: string }
  await home.call('alice', 'POST', `/channels/${channel}/ack`, { lastMessageId: _id })
  await vi.waitFor(() => expect(line.heard).toContain('READ_STATE_UPDATE'))
})
