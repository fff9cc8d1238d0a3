import type { RunningGateway } from '../../../gateway-options.ts'
import { createRandom } from '../../random.ts'
import type { Journal } from '../../journal/journal.ts'
import type { LiveScenario } from '../../scenarios.ts'
import { createQueue, type Queue } from '../../timeline/queue.ts'
import type { Message } from '#shared/models/message.ts'
import { OWNER } from '../cast.ts'
import type { Actor } from './actor.ts'
import { createAnswering, type OwnersWords } from './answering.ts'
import { bringCompany } from './company.ts'
import { namesOf, type Names } from './names.ts'
import { overhear, sayToTheEnd } from './on-stage.ts'
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
  /** Where there is one, people come, hear and speak one after the other, in the same order each time: it takes longer. */
  readonly journal: Journal | undefined
}

/** Lets people speak: one after the other where there is a journal that tells when each has, else as it comes. */
interface Floor {
  readonly give: (actor: Actor | undefined, say: (actor: Actor) => boolean) => void
  readonly queue: Queue | undefined
}

function openFloor(journal: Journal | undefined): Floor {
  const queue = journal && createQueue(journal)
  return {
    queue,
    give: (actor, say) => {
      if (actor === undefined) return
      if (journal === undefined) say(actor)
      else queue?.add(() => sayToTheEnd(journal, actor, () => say(actor)))
    },
  }
}

/** Brings the people of the demo online and lets them talk. */
export async function goLive(gateway: RunningGateway, { seed, journal }: LiveOptions): Promise<LiveScenario> {
  const { clock } = gateway.parts
  const names = namesOf(seed)
  let actors: ReadonlyMap<string, Actor> = new Map()
  let audience = true
  const floor = openFloor(journal)

  const answering = createAnswering({
    clock,
    random: createRandom(seed, 'answers'),
    say: ({ speaker, channelId, words, answering: answered }) => {
      floor.give(actors.get(speaker), (actor) => actor.say(channelId, words, answered))
    },
  })
  const hear = (listener: string, message: Message): void => {
    const said = ownersWords(names, listener, message)
    if (said !== undefined) answering.hear(said)
  }
  const isOnStage = journal !== undefined
  actors = await bringCompany({ gateway, names, inOrder: isOnStage, hear: isOnStage ? undefined : hear })
  const stopHearing =
    journal &&
    overhear(journal, (listener, message) => {
      if (actors.has(listener)) hear(listener, message)
    })

  const own = new Set([...actors.values()].map(({ userId }) => userId))
  const random = createRandom(seed, 'live')
  const talk = createTalk({
    clock,
    random,
    scenes: await unsaid(gateway, liveScenes(random), names),
    say: ({ speaker, channel, words }) => {
      floor.give(actors.get(speaker), (actor) => actor.say(names.channel(channel), names.withIds(words)))
    },
    isWatched: () => audience && gateway.parts.realtime.sockets.users().some((user) => !own.has(user)),
  })

  return {
    setAudience: (watching) => {
      audience = watching
    },
    ...(floor.queue === undefined ? {} : { timeline: { idle: floor.queue.idle } }),
    stop: async () => {
      talk.stop()
      answering.stop()
      stopHearing?.()
      floor.queue?.close()
      await floor.queue?.idle()
      await Promise.all([...actors.values()].map((actor) => actor.leave()))
    },
  }
}
