import type { RunningGateway } from '../../../gateway-options.ts'
import { createRandom } from '../../random.ts'
import type { LiveScenario } from '../../scenarios.ts'
import type { Message } from '#shared/models/message.ts'
import { OWNER } from '../cast.ts'
import type { Actor } from './actor.ts'
import { createAnswering, type OwnersWords } from './answering.ts'
import { bringCompany } from './company.ts'
import { namesOf, type Names } from './names.ts'
import { liveScenes } from './scenes.ts'
import { createTalk, type Scene } from './talk.ts'

/** Hears the owner in the channels, so that one line is heard once; a direct message is heard by its other person. */
const LISTENER = 'samuel'

function ownersWords(names: Names, listener: string, message: Message): OwnersWords | undefined {
  const { _id: messageId, authorId, channelId, content } = message
  if (authorId?._id !== names.person(OWNER)) return undefined
  const direct = message.serverId === undefined
  const place = direct ? `${OWNER}&${listener}` : names.channelOf(channelId)
  if (place === undefined || (!direct && listener !== LISTENER)) return undefined
  return { place, channelId, messageId, words: content ?? '' }
}

/** Scenes that have not been begun in an earlier run: nobody says the same thing every morning. */
async function unsaid({ parts }: RunningGateway, scenes: readonly Scene[], names: Names): Promise<readonly Scene[]> {
  const openings = scenes.map(([line]) => names.withIds(line?.words ?? ''))
  const rows = await parts.database.reader
    .selectFrom('message')
    .select('content')
    .where('content', 'in', openings)
    .execute()
  const said = new Set(rows.map(({ content }) => content))
  return scenes.filter((_scene, index) => !said.has(openings[index] ?? ''))
}

interface LiveOptions {
  readonly seed: number
  /** Whether they come one after the other, in the same order each time: it takes longer. */
  readonly inOrder: boolean
}

/** Brings the people of the demo online and lets them talk. */
export async function goLive(gateway: RunningGateway, { seed, inOrder }: LiveOptions): Promise<LiveScenario> {
  const { clock, realtime } = gateway.parts
  const names = namesOf(seed)
  let actors: ReadonlyMap<string, Actor> = new Map()
  let audience = true

  const answering = createAnswering({
    clock,
    random: createRandom(seed, 'answers'),
    say: ({ speaker, channelId, words, answering: answered }) => {
      actors.get(speaker)?.say(channelId, words, answered)
    },
  })
  actors = await bringCompany({
    gateway,
    names,
    inOrder,
    hear: (listener, message) => {
      const said = ownersWords(names, listener, message)
      if (said !== undefined) answering.hear(said)
    },
  })

  const own = new Set([...actors.values()].map(({ userId }) => userId))
  const random = createRandom(seed, 'live')
  const talk = createTalk({
    clock,
    random,
    scenes: await unsaid(gateway, liveScenes(random), names),
    say: ({ speaker, channel, words }) => {
      actors.get(speaker)?.say(names.channel(channel), names.withIds(words))
    },
    isWatched: () => audience && realtime.sockets.users().some((user) => !own.has(user)),
  })

  return {
    setAudience: (watching) => {
      audience = watching
    },
    stop: async () => {
      talk.stop()
      answering.stop()
      await Promise.all([...actors.values()].map((actor) => actor.leave()))
    },
  }
}
