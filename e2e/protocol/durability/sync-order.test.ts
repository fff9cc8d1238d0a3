import path from 'node:path'
import { expect, test } from 'vitest'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import type { GatewayProcess } from '../gateway-process.ts'
import { tell } from '../proof.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'
import type { Told } from './ledger.ts'
import { makePlace, post } from './people.ts'
import { canTrace, trace } from './strace.ts'
import { judgeTelling, type Telling } from './system-calls.ts'

const MESSAGES = 10
const early = path.join(import.meta.dirname, 'early-gateway.ts')
const traceable = canTrace()
if (!traceable) tell('strace cannot be used here: the order of sync and answer was NOT checked')

/** Everything that is answered with 201, each with a word of its own; answers with the words, by the way they took. */
async function createThings(gateway: GatewayProcess): Promise<{ answered: string[]; heard: string[] }> {
  const { url } = await gateway.ready
  const { channel, people } = await makePlace(url, ['olga', 'pavel'])
  const [olga, pavel] = people
  if (olga === undefined || pavel === undefined) throw new Error('Two people are needed')
  using listener = await readySocket(url, olga.token)
  using speaker = await readySocket(url, pavel.token)
  const names = (start: string): string[] => Array.from({ length: MESSAGES }, (_, count) => `${start}Number${count}End`)
  const [overHttp, throughSocket] = [names('http'), names('socket')]
  for (const content of overHttp) await post(`${url}/api/channels/${channel}/messages`, olga, { content })
  for (const content of throughSocket) speaker.socket.emit('message/create', { channelId: channel, content })
  const server = await post(`${url}/api/servers`, olga, { name: 'serverNamedSo' })
  await post(`${url}/api/servers/${server._id}/channels`, olga, { name: 'channelNamedSo', type: 'GUILD_TEXT' })
  await listener.wait('CHANNEL_UPDATE')
  const last = throughSocket.at(-1)
  await listener.wait('MESSAGE_CREATE', (told: Told) => told.content === last)
  return {
    answered: [...overHttp, 'serverNamedSo', 'channelNamedSo'],
    heard: [...overHttp, ...throughSocket, 'channelNamedSo'],
  }
}

/** Traces one run; answers with the judgement of each word, and which of them must have been answered and heard. */
async function judgeRun(program?: string): Promise<{ tellings: Telling[]; answered: string[]; heard: string[] }> {
  using directory = createTemporaryDirectory()
  const data = ['--data', directory.path]
  let words: Awaited<ReturnType<typeof createThings>> = { answered: [], heard: [] }
  const calls = await trace(
    program === undefined ? { args: ['start', '--port', '0', '--no-web', ...data] } : { args: ['5', ...data], program },
    async (gateway) => {
      words = await createThings(gateway)
    },
  )
  const all = [...new Set([...words.answered, ...words.heard])]
  return { ...words, tellings: all.map((word) => judgeTelling(calls, word)) }
}

const markers = (tellings: readonly Telling[], fits: (telling: Telling) => boolean): Set<string> =>
  new Set(tellings.filter(fits).map(({ marker }) => marker))

test.runIf(traceable)(
  '[MSG16] under strace, whatever is stored is synced to disk before its 201 and its event begin to be written',
  { timeout: 60_000 },
  async () => {
    const { tellings, answered, heard } = await judgeRun()
    expect(tellings.filter(({ verdict }) => verdict !== 'in order')).toEqual([])
    expect(markers(tellings, ({ answers }) => answers === 1)).toEqual(new Set(answered))
    expect(markers(tellings, ({ events }) => events > 0)).toEqual(new Set(heard))
    tell(`strace: ${tellings.length} things synced before they were told`)
  },
)

test.runIf(traceable)(
  '[MSG16] a gateway that answers before it commits is caught under strace',
  { timeout: 60_000 },
  async () => {
    const { tellings } = await judgeRun(early)
    expect(tellings.filter(({ verdict }) => verdict === 'in order')).toEqual([])
  },
)
