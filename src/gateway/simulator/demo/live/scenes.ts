import type { Random } from '../../random.ts'
import { readTalk } from '../read-talk.ts'
import { liveOpening } from '../talk/live-opening.ts'
import { liveTalk } from '../talk/live-talk.ts'
import type { Scene } from './talk.ts'

const scenesIn = (channel: string, talk: string): Scene[] =>
  readTalk(talk).map(({ remarks }) =>
    remarks.map(({ author, content }) => ({ channel, speaker: author, words: content })),
  )

/** Everything that can be said live: the opening in its order, then all else in one of chance. */
export function liveScenes(random: Random): readonly Scene[] {
  const opening = liveOpening.flatMap(([channel, talk]) => scenesIn(channel, talk))
  const rest = Object.entries(liveTalk).flatMap(([channel, talk]) => scenesIn(channel, talk))
  return [...opening, ...random.sample(rest, rest.length)]
}
