import { idsFrom } from '../../build-world.ts'
import { directs, servers } from '../places.ts'

/** The ids of the demo by reference, and the other way round. They depend on the seed alone: a kept world is found again. */
export interface Names {
  readonly person: (ref: string) => string
  readonly channel: (ref: string) => string
  readonly channelOf: (id: string) => string | undefined
  /** Puts ids where words name people. */
  readonly withIds: (words: string) => string
}

export function namesOf(seed: number): Names {
  const idOf = idsFrom(seed)
  const refs = [
    ...servers.flatMap(({ channels }) => channels.map(({ ref }) => ref)),
    ...directs.map(([one, other]) => `${one}&${other}`),
  ]
  const byId = new Map(refs.map((ref) => [idOf('channel', ref), ref]))
  return {
    person: (ref) => idOf('person', ref),
    channel: (ref) => idOf('channel', ref),
    channelOf: (id) => byId.get(id),
    withIds: (words) => words.replaceAll(/<@([a-z]+)>/g, (_match, ref: string) => `<@${idOf('person', ref)}>`),
  }
}
