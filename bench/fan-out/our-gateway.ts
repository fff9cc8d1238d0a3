import { message, type Message } from '#shared/models/message.ts'
import { startTestGateway } from '../../e2e/fixtures/test-gateway.ts'
import { answerCalls } from '../child.ts'
import { speaker, square } from '../world.ts'

interface Opened {
  readonly url: string
  readonly channelId: string
  /** Of everybody, the sender first. */
  readonly tokens: readonly string[]
  readonly sample: Message
}

/** The real gateway with so many people in one channel, its data on disk. */
async function start({ directory, people }: { directory: string; people: number }): Promise<Opened> {
  const home = await startTestGateway({ dataDirectory: directory, world: square(people, 0) })
  const channelId = home.channel('general')
  const tokens = await Promise.all(Array.from({ length: people }, (_, index) => home.tokenOf(speaker(index))))
  const answer = await home.call(speaker(0), 'POST', `/channels/${channelId}/messages`, { content: 'a sample' })
  return { url: home.url, channelId, tokens, sample: message.parse(await answer.json()) }
}

const calls = { start }
export type OurGateway = typeof calls

answerCalls(calls)
