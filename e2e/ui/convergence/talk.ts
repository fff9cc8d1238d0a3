import { createRandom, type Random } from '#gateway/simulator/random.ts'
import type { WorldSpec } from '#gateway/simulator/world-spec.ts'
import type { TestGateway } from '../../fixtures/test-gateway.ts'

const talkers = ['olga', 'bob', 'cleo', 'dan'] as const
type Talker = (typeof talkers)[number]

/** Alice looks on by the app. The cellar is for the insiders, and she is one of them now and then. */
export const fivePeople = {
  people: ['alice', ...talkers].map((ref) => ({ ref, username: ref })),
  servers: [
    {
      ref: 'home',
      name: 'Home',
      owner: 'olga',
      members: ['alice', 'bob', 'cleo', 'dan'],
      roles: [{ ref: 'insider', name: 'insider', color: '#336699', members: ['bob', 'cleo', 'dan'] }],
      channels: [
        { ref: 'general', name: 'general' },
        { ref: 'cellar', name: 'cellar', onlyRoles: ['insider'] },
      ],
    },
  ],
} satisfies WorldSpec

/** What is known of one message: all that it ever said, in order; null once it was retracted. */
interface Told {
  readonly author: Talker
  readonly versions: (string | null)[]
}

export interface Talk {
  /** By id: what was said in the channel that is looked at. */
  readonly told: ReadonlyMap<string, Told>
  /** Goes on until the time is over. Nobody of these is disturbed by the network. */
  readonly run: (endsAt: number) => Promise<void>
}

const emoji = ['🎉', '👍', '❤️'] as const
const PACE_MS = 160

interface Speaking {
  readonly home: TestGateway
  readonly random: Random
  readonly told: Map<string, Told>
}

async function ask(
  home: TestGateway,
  who: string,
  [method, path, body]: readonly [string, string, unknown?],
): Promise<{ _id: string }> {
  const answer = await home.call(who, method, path, body)
  if (!answer.ok) throw new Error(`${who} ${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (answer.status === 204 ? {} : await answer.json()) as { _id: string }
}

async function speak({ home, random, told }: Speaking, channel: 'general' | 'cellar'): Promise<void> {
  const author = random.pick(talkers)
  const content = channel === 'general' ? `m${told.size} v0` : `whispered by ${author}`
  const { _id } = await ask(home, author, ['POST', `/channels/${home.channel(channel)}/messages`, { content }])
  if (channel === 'general') told.set(_id, { author, versions: [content] })
}

/** One of the last messages that still stand. */
function recent({ random, told }: Speaking): readonly [string, Told] | undefined {
  const standing = [...told].slice(-30).filter(([, { versions }]) => versions.at(-1) !== null)
  return standing.length === 0 ? undefined : random.pick(standing)
}

async function change(speaking: Speaking, how: 'edit' | 'retract' | 'react' | 'unreact'): Promise<void> {
  const { home, random } = speaking
  const [id, message] = recent(speaking) ?? []
  if (id === undefined || message === undefined) return
  const path = `/channels/${home.channel('general')}/messages/${id}`
  const { author, versions } = message
  if (how === 'edit') {
    const content = (versions.at(-1) ?? '').replace(/v\d+$/, `v${versions.length}`)
    // Seen at the earliest when it is asked for.
    versions.push(content)
    await ask(home, author, ['PATCH', path, { content }])
  } else if (how === 'retract') {
    versions.push(null)
    await ask(home, author, ['DELETE', path])
  } else {
    const reaction = `${path}/reactions/${encodeURIComponent(random.pick(emoji))}/@me`
    const who = random.pick(talkers)
    // Nothing may be there to be taken away: who it is a no to hears it.
    await home.call(who, how === 'react' ? 'PUT' : 'DELETE', reaction)
  }
}

/** She becomes an insider, or is none any more. */
async function allow(home: TestGateway, allowed: boolean): Promise<void> {
  const roleIds = allowed ? [home.ids.roles.get('insider')] : []
  const server = home.ids.servers.get('home') ?? ''
  await ask(home, 'olga', ['PUT', `/servers/${server}/members/${home.idOf('alice')}/roles`, { roleIds }])
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

export function startTalk(home: TestGateway, seed: number): Talk {
  const told = new Map<string, Told>()
  const random = createRandom(seed, 'talk')
  const speaking = { home, random, told }
  let insider = false

  async function act(): Promise<void> {
    const chance = random.next()
    if (chance < 0.45) return speak(speaking, 'general')
    if (chance < 0.55) return speak(speaking, 'cellar')
    if (chance < 0.7) return change(speaking, 'edit')
    if (chance < 0.76) return change(speaking, 'retract')
    if (chance < 0.88) return change(speaking, 'react')
    if (chance < 0.95) return change(speaking, 'unreact')
    insider = !insider
    return allow(home, insider)
  }

  return {
    told,
    run: async (endsAt) => {
      while (Date.now() < endsAt) {
        await act()
        // The pace of the talk, which the journal's seed does not cover.
        await pause(random.between(0, 2 * PACE_MS))
      }
      await allow(home, false)
    },
  }
}
