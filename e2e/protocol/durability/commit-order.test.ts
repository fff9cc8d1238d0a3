import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/test-gateway.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'
import { answerBeforeCommit } from './answer-early.ts'

interface Told {
  readonly _id: string
  readonly content: string
}

/** Whether a second connection to the same file sees a message: what is not committed it cannot see. */
function openCommitWatch(directory: string): Disposable & { isCommitted: (id: string) => boolean } {
  const connection = new DatabaseSync(path.join(directory, 'gateway.sqlite'), { readOnly: true })
  const find = connection.prepare('select 1 from message where id = ?')
  return {
    isCommitted: (id) => find.get(id) !== undefined,
    [Symbol.dispose]: () => {
      connection.close()
    },
  }
}

interface Early {
  readonly answers: readonly string[]
  readonly events: readonly string[]
}

/** Commits that wait until they are let go: only a gateway that speaks too early gets anywhere meanwhile. */
interface Hold {
  readonly begin: () => void
  readonly release: () => void
}

const NO_HOLD: Hold = { begin: () => undefined, release: () => undefined }

/** Writes over both ways in; answers with what was told while it was not committed. */
async function findEarly(home: TestGateway, directory: string, hold = NO_HOLD): Promise<Early> {
  using watch = openCommitWatch(directory)
  const [answers, events]: [string[], string[]] = [[], []]
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  await home.tokenOf('alice')
  bob.socket.on('MESSAGE_CREATE', ({ _id, content }: Told) => {
    if (!watch.isCommitted(_id)) events.push(content)
  })
  for (let count = 0; count < 5; count += 1) {
    hold.begin()
    const body = { content: `http ${count}` }
    const response = await home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, body)
    const { _id, content } = (await response.json()) as Told
    if (!watch.isCommitted(_id)) answers.push(content)
    await bob.wait('MESSAGE_CREATE', (told: Told) => told._id === _id)
    hold.release()
  }
  for (let count = 0; count < 5; count += 1) {
    hold.begin()
    const content = `socket ${count}`
    bob.socket.emit('message/create', { channelId: home.channel('general'), content })
    await bob.wait('MESSAGE_CREATE', (told: Told) => told.content === content)
    hold.release()
  }
  return { answers, events }
}

const names = (way: string): string[] => Array.from({ length: 5 }, (_, count) => `${way} ${count}`)

test('[MSG16] at the moment an answer or an event arrives, another connection sees what it tells', async () => {
  using directory = createTemporaryDirectory()
  await using home = await startTestGateway({ dataDirectory: directory.path })
  expect(await findEarly(home, directory.path)).toEqual({ answers: [], events: [] })
})

test('[MSG16] a gateway that answers before it commits is caught by looking from another connection', async () => {
  using directory = createTemporaryDirectory()
  let held = Promise.withResolvers<void>()
  held.resolve()
  await using home = await startTestGateway({
    dataDirectory: directory.path,
    mutate: (parts) => {
      answerBeforeCommit(parts, () => held.promise)
    },
  })
  const early = await findEarly(home, directory.path, {
    begin: () => {
      held = Promise.withResolvers<void>()
    },
    release: () => {
      held.resolve()
    },
  })
  expect(early).toEqual({ answers: names('http'), events: [...names('http'), ...names('socket')] })
})
