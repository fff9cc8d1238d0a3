import { setTimeout } from 'node:timers/promises'
import type { Actor, TestMessage } from '#gateway/simulator/testing/api.ts'
import type { TestGateway } from '../../fixtures/test-gateway.ts'
import { cutOff } from '../app-page.ts'
import { allMessages } from './gateway-pages.ts'
import { placeNames, places, READER, talkers, textOf, voices, type Place, type Talker } from './harbour.ts'
import type { Deed, Plan } from './plan-deeds.ts'

/** A text of a message, and when it began to be one. */
export interface Said {
  readonly mark: string
  readonly version: number
  readonly place: Place
  readonly at: number
}

/** How long the reader was shut out, from when the gateway had said so to when it was asked for the contrary. */
export interface Spell {
  readonly place: Place
  readonly from: number
  until: number
}

/** Whoever was shut out so is not let in again. */
export const isOpenEnded = ({ until }: Spell): boolean => until === Number.POSITIVE_INFINITY

/** What the others have done, as they know it. */
export interface Told {
  readonly said: readonly Said[]
  readonly spells: readonly Spell[]
}

interface Play {
  readonly home: TestGateway
  readonly actors: ReadonlyMap<Talker, Actor>
  readonly messages: Map<string, TestMessage & { readonly place: Place }>
  readonly said: Said[]
  readonly spells: Spell[]
  readonly invite: string
  readonly setDead: (isDead: boolean) => void
  /** Lines that are dead, until they come back. */
  readonly lines: Promise<void>[]
}

const harbour = (home: TestGateway): string => home.ids.servers.get('harbour') ?? ''
const raft = (home: TestGateway): string => home.ids.servers.get('raft') ?? ''

async function accepted(asked: Promise<Response>): Promise<Response> {
  const answer = await asked
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`)
  return answer
}

function actorOf({ actors }: Play, by: Talker): Actor {
  const actor = actors.get(by)
  if (actor === undefined) throw new Error(`${by} is not there`)
  return actor
}

function messageOf({ messages }: Play, mark: string): TestMessage & { readonly place: Place } {
  const message = messages.get(mark)
  if (message === undefined) throw new Error(`Nobody has said "${mark}"`)
  return message
}

async function setCrew(home: TestGateway, isCrew: boolean): Promise<void> {
  const roleIds = isCrew ? [home.ids.roles.get('crew') ?? ''] : []
  const path = `/servers/${harbour(home)}/members/${home.idOf(READER)}/roles`
  await accepted(home.call('alice', 'PUT', path, { roleIds }))
}

/** The reader's other device has no better line: it asks until it is let in. */
async function comeBack({ home, invite }: Play): Promise<void> {
  for (;;) {
    const answer = await home.call(READER, 'POST', `/invites/${invite}`, {}).catch(() => undefined)
    if (answer !== undefined && answer.status < 500) return
  }
}

async function shutOut(play: Play, place: 'backroom' | 'deck'): Promise<void> {
  const { home } = play
  if (place === 'backroom') await setCrew(home, false)
  else await accepted(home.call('bob', 'DELETE', `/servers/${raft(home)}/members/${home.idOf(READER)}`))
  play.spells.push({ place, from: Date.now(), until: Number.POSITIVE_INFINITY })
}

async function letIn(play: Play, place: 'backroom' | 'deck'): Promise<void> {
  const spell = play.spells.findLast((each) => each.place === place)
  if (spell !== undefined) spell.until = Date.now()
  await (place === 'backroom' ? setCrew(play.home, true) : comeBack(play))
}

/** A line that is dead while it is switched on. Of what fits a packet the first fault strikes: this comes before all others. */
function addDeadLine({ simulation }: TestGateway): (isDead: boolean) => void {
  const { faults } = simulation
  const ids = (
    [
      ['emit', 'lose'],
      ['recv', 'lose'],
      ['connect', 'refuse'],
      ['http', 'drop'],
    ] as const
  ).map(([kind, type]) => faults.add({ name: 'away', match: { kind, user: READER }, action: { type } }))
  const turn = (isDead: boolean): void => {
    for (const id of ids) faults.setEnabled(id, isDead)
  }
  turn(false)
  return turn
}

async function goAway({ setDead }: Play, ms: number): Promise<void> {
  setDead(true)
  await setTimeout(ms)
  setDead(false)
}

/** What another device of the reader's asks, which may be lost as anything by that line. */
async function askElsewhere(
  { home, messages }: Play,
  deed: Extract<Deed, { readonly place: Place; mark: string }>,
): Promise<void> {
  const channel = `/channels/${home.channel(places[deed.place].channel)}`
  const asked =
    deed.kind === 'acknowledge'
      ? home.call(READER, 'POST', `${channel}/ack`, { lastMessageId: messages.get(deed.mark)?._id })
      : home.call(READER, 'POST', `${channel}/messages`, {
          content: textOf(deed.mark),
          payload: { clientNonce: deed.mark },
        })
  await asked.catch(() => undefined)
}

async function send(play: Play, { by, place, mark, to }: Extract<Deed, { readonly kind: 'send' }>): Promise<void> {
  play.said.push({ mark, version: 0, place, at: Date.now() })
  const options = to === undefined ? {} : { replyTo: messageOf(play, to)._id }
  const message = await actorOf(play, by).send(places[place].channel, textOf(mark), options)
  play.messages.set(mark, { ...message, place })
}

async function edit(play: Play, { by, mark, version }: Extract<Deed, { readonly kind: 'edit' }>): Promise<void> {
  const message = messageOf(play, mark)
  play.said.push({ mark, version, place: message.place, at: Date.now() })
  await actorOf(play, by).edit(message, textOf(mark, version))
}

type Line = Extract<Deed, { readonly kind: 'cut' | 'away' | 'acknowledge' | 'say-elsewhere' }>

/** What the reader's line and other device do; nobody waits for it before they go on talking. */
function trouble(play: Play, deed: Line): void {
  if (deed.kind === 'cut') cutOff(play.home, READER)
  else play.lines.push(deed.kind === 'away' ? goAway(play, deed.ms) : askElsewhere(play, deed))
}

type Word = Extract<Deed, { readonly kind: 'send' | 'edit' | 'retract' | 'react' }>

async function speak(play: Play, deed: Word): Promise<void> {
  if (deed.kind === 'send') await send(play, deed)
  else if (deed.kind === 'edit') await edit(play, deed)
  else if (deed.kind === 'retract') await actorOf(play, deed.by).retract(messageOf(play, deed.mark))
  else await actorOf(play, deed.by).react(messageOf(play, deed.mark), deed.emoji)
}

const isWord = (deed: Deed): deed is Word => ['send', 'edit', 'retract', 'react'].includes(deed.kind)

async function perform(play: Play, deed: Deed): Promise<void> {
  if (isWord(deed)) await speak(play, deed)
  else if (deed.kind === 'shut') await shutOut(play, deed.place)
  else if (deed.kind === 'open') await letIn(play, deed.place)
  else trouble(play, deed)
}

async function prepare(home: TestGateway): Promise<Play> {
  const messages: Play['messages'] = new Map()
  for (const place of placeNames) {
    const [voice = 'alice'] = voices[place]
    for (const message of await allMessages(home, voice, place)) messages.set(message.mark, { ...message.body, place })
  }
  const actors = new Map<Talker, Actor>()
  for (const name of talkers) actors.set(name, await home.actor(name))
  const answer = await accepted(home.call('bob', 'POST', `/servers/${raft(home)}/invites`, {}))
  const { code } = (await answer.json()) as { readonly code: string }
  return { home, actors, messages, said: [], spells: [], invite: code, setDead: addDeadLine(home), lines: [] }
}

/** Lets everybody do what the plan says, one deed after the other, at its time or as soon after it as can be. */
export async function playDeeds(home: TestGateway, { deeds }: Plan): Promise<{ play: () => Promise<Told> }> {
  const play = await prepare(home)
  return {
    play: async () => {
      const begun = performance.now()
      for (const deed of deeds) {
        await setTimeout(Math.max(0, begun + deed.at - performance.now()))
        await perform(play, deed)
      }
      await Promise.all(play.lines)
      return play
    },
  }
}
