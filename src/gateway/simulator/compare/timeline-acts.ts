import { durationMs } from '#shared/simulator/duration.ts'
import { actionNames, type ActionName, type TimelineStep } from '#shared/simulator/scenario-file.ts'
import type { WorldSpec } from '../world-spec.ts'
import { messageSymbol, withPeople } from './plan-history.ts'
import { request } from './plan-world.ts'
import { personOf, type Step } from './step.ts'

/** What a timeline's actions are made to steps with: the chance of the scenario, and what has become of it so far. */
export interface Scene {
  readonly world: WorldSpec
  /** Who takes part. */
  readonly people: readonly string[]
  readonly draw: (choice: string | readonly string[]) => string
  readonly words: () => string
  /** What somebody holds in a server: changed where it changes. */
  readonly rolesOf: (server: string, person: string) => string[]
  readonly later: (delayMs: number, steps: readonly Step[]) => void
  /** Where each message that has a name stands. */
  readonly channels: Map<string, string>
  /** A name for what has none. */
  readonly fresh: () => string
}

type Action<Name extends ActionName> = NonNullable<TimelineStep[Name]>

interface Now {
  readonly scene: Scene
  /** The name of the message that a step waited for. */
  readonly it: string
}

type Acts = { readonly [Name in ActionName]: (action: Action<Name>, now: Now) => readonly Step[] }

/** What a message is made of that is no text, and would have to be made first. */
const isCarrying = ({ files, sticker, voice, forward }: Action<'send'>): boolean =>
  [files, sticker, voice, forward].some((part) => part !== undefined)

/** How many entries of a timeline nobody does. */
export const unplayed = (timeline: readonly TimelineStep[], people: readonly string[]): number =>
  timeline.filter(({ send: sending }) => {
    if (sending === undefined) return false
    const isSomebody = typeof sending.by !== 'string' || people.includes(sending.by)
    return !isSomebody || isCarrying(sending)
  }).length

const nameOf = (ref: string, { it }: Now): string => (ref === 'it' ? it : ref)

function pathTo(ref: string, now: Now): string {
  const name = nameOf(ref, now)
  const [place] = name.split('~')
  const channel = now.scene.channels.get(name) ?? place ?? ''
  return `/channels/{channel:${channel}}/messages/${messageSymbol(name)}`
}

function send(action: Action<'send'>, now: Now): readonly Step[] {
  const { by, channel: choice, text, plainText, reply, ref, nonce, type, payload } = action
  const { draw, words, channels, people, fresh } = now.scene
  if (isCarrying(action)) return []
  const person = draw(by)
  const channel = draw(choice)
  const name = ref ?? fresh()
  channels.set(name, channel)
  const carried = nonce === undefined ? payload : { ...payload, clientNonce: nonce }
  const body = {
    content: withPeople(text ?? (type === undefined ? words() : ''), people),
    ...(plainText === undefined ? {} : { plainText }),
    ...(reply === undefined ? {} : { referencedMessageId: messageSymbol(nameOf(reply, now)) }),
    ...(type === undefined ? {} : { type }),
    ...(carried === undefined ? {} : { payload: carried }),
  }
  const learns = { [messageSymbol(name)]: '_id' }
  return [request(person, `POST /channels/{channel:${channel}}/messages`, { body, learns })]
}

function changeRoles(role: string, change: { person: string; held: boolean }, { scene }: Now): readonly Step[] {
  const { person, held } = change
  const server = scene.world.servers.find(({ roles = [] }) => roles.some(({ ref }) => ref === role))
  if (server === undefined) return []
  const roles = scene.rolesOf(server.ref, person)
  const others = roles.filter((each) => each !== `{role:${role}}`)
  roles.splice(0, roles.length, ...others, ...(held ? [`{role:${role}}`] : []))
  const path = `/servers/{server:${server.ref}}/members/{person:${person}}/roles`
  return [request(server.owner, `PUT ${path}`, { body: { roleIds: [...roles] } })]
}

const ownerOf = (server: string, { scene }: Now): string =>
  scene.world.servers.find(({ ref }) => ref === server)?.owner ?? ''

function breakOff(people: readonly string[], forMs: number, { scene }: Now): readonly Step[] {
  scene.later(
    forMs,
    people.map((socket): Step => ({ kind: 'come', socket })),
  )
  return people.map((socket): Step => ({ kind: 'go', socket }))
}

const acts: Acts = {
  send,
  edit: ({ by, message, text }, now) => [
    request(by, `PATCH ${pathTo(message, now)}`, { body: { content: withPeople(text, now.scene.people) } }),
  ],
  retract: ({ by, message }, now) => [request(by, `DELETE ${pathTo(message, now)}`)],
  react: ({ by, message, emoji, remove }, now) => {
    const path = `${pathTo(message, now)}/reactions/${encodeURIComponent(emoji)}/@me`
    return [request(by, `${remove === true ? 'DELETE' : 'PUT'} ${path}`)]
  },
  presence: ({ person, status }) => [{ kind: status === 'online' ? 'come' : 'go', socket: person }],
  grant: ({ role, to }, now) => changeRoles(role, { person: to, held: true }, now),
  revoke: ({ role, from }, now) => changeRoles(role, { person: from, held: false }, now),
  kick: ({ person, server }, now) => [
    request(ownerOf(server, now), `DELETE /servers/{server:${server}}/members/{person:${person}}`),
  ],
  join: ({ person, server }, now) => {
    const invite = `{invite:${now.scene.fresh()}}`
    const path = `/servers/{server:${server}}/invites`
    return [
      request(ownerOf(server, now), `POST ${path}`, { body: {}, learns: { [invite]: 'code' } }),
      request(person, `POST /invites/${invite}`, { body: {} }),
    ]
  },
  open: ({ by, with: other }) => [
    request(by, 'POST /users/@me/channels', {
      body: { recipientId: `{person:${other}}` },
      learns: { [`{channel:${by}&${other}}`]: '_id' },
    }),
  ],
  request: ({ by, method, path, body, makes }) => [
    request(by, `${method} ${path}`, { body, ...(makes === undefined ? {} : { learns: { [`{${makes}}`]: '_id' } }) }),
  ],
  packet: ({ by, event, data }) => {
    const count = event === 'message/create' ? 1 : 0
    return [{ kind: 'emit', socket: by, event, packets: [data], until: { event: 'MESSAGE_CREATE', count } }]
  },
  drop: ({ person, for: time }, now) => breakOff([person], durationMs(time ?? '0s'), now),
  restart: ({ for: time }, now) => breakOff(now.scene.people, durationMs(time), now),
}

const isOfOurs = (step: Step, people: readonly string[]): boolean =>
  step.kind === 'request' ? people.includes(step.by ?? '') : 'socket' in step && people.includes(personOf(step.socket))

/** What is done for an entry of a timeline, by those who take part; `it` is the name of the message it waited for. */
export function stepsOf(planned: TimelineStep, scene: Scene, it: string): readonly Step[] {
  const name = actionNames.find((each) => planned[each] !== undefined)
  if (name === undefined) return []
  // Each act takes the action of its own name.
  const act = acts[name] as (action: unknown, now: Now) => readonly Step[]
  return act(planned[name], { scene, it }).filter((step) => isOfOurs(step, scene.people))
}
