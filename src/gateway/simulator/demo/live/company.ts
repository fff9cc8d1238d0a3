import type { RunningGateway } from '../../../gateway-options.ts'
import type { Message } from '#shared/models/message.ts'
import { bringActor, type Actor } from './actor.ts'
import type { Names } from './names.ts'

const talking = ['ines', 'elin', 'ada', 'mika', 'samuel', 'leila', 'yutong', 'otter', 'guide', 'farelamp']
const silent = ['jakub', 'moss', 'tansy', 'aroha', 'ken', 'wordbook']

/** Who is online: those who talk, and some who only have their lamp on. */
const company = [...talking, ...silent]

/** Those who are still there: a world that is kept may have lost people, or all of them. */
async function stillHere({ parts }: RunningGateway, names: Names): Promise<readonly string[]> {
  const ids = company.map((ref) => names.person(ref))
  const rows = await parts.database.reader.selectFrom('user').select('id').where('id', 'in', ids).execute()
  const known = new Set(rows.map(({ id }) => id))
  return company.filter((ref) => known.has(names.person(ref)))
}

interface Stage {
  readonly gateway: RunningGateway
  readonly names: Names
  /** One after the other, or all at once. */
  readonly inOrder: boolean
  /** Not asked where somebody else hears for them. */
  readonly hear: ((listener: string, message: Message) => void) | undefined
}

/** Brings everybody online who should be, or nobody. By reference. */
export async function bringCompany({ gateway, names, inOrder, hear }: Stage): Promise<ReadonlyMap<string, Actor>> {
  const people = await stillHere(gateway, names)
  const bring = (ref: string): Promise<Actor> => {
    const onMessage = (message: Message): void => {
      hear?.(ref, message)
    }
    return bringActor(gateway, { ref, userId: names.person(ref), onMessage })
  }
  const coming: Promise<Actor>[] = []
  for (const ref of people) {
    coming.push(bring(ref))
    if (inOrder) await Promise.allSettled(coming)
  }
  const arrivals = await Promise.allSettled(coming)
  const actors = arrivals.flatMap((arrival) => (arrival.status === 'fulfilled' ? [arrival.value] : []))
  const failure = arrivals.find((arrival) => arrival.status === 'rejected')
  if (failure !== undefined) {
    await Promise.all(actors.map((actor) => actor.leave()))
    throw failure.reason
  }
  return new Map(actors.map((actor) => [actor.ref, actor]))
}
