import type { WorldSpec } from '../world-spec.ts'
import { messageSymbol } from './plan-history.ts'
import { everyoneIn, request, type Visit } from './plan-world.ts'
import type { Step } from './step.ts'

/** Where the questions are asked: two who share a server, and somebody to be a stranger, where there is one. */
interface Place {
  readonly server: string
  readonly owner: string
  readonly member: string
  readonly channel: string
}

const LINK = 'https://example.test/story'
const LONG_AGO = '2001-02-03T04:05:06.789Z'

function messageQuestions({ owner, member, channel, server }: Place): Step[] {
  const messages = `/channels/{channel:${channel}}/messages`
  const one = `${messages}/{message:asked}`
  const body = { content: 'Twice the same', payload: { clientNonce: 'compare-once' } }
  return [
    request(owner, `POST ${messages}`, { body: { content: `Look: ${LINK}` }, learns: { '{message:asked}': '_id' } }),
    request(owner, `PATCH ${one}`, { body: { content: 'Look away.' } }),
    request(member, `PUT ${one}/reactions/${encodeURIComponent('👍')}/@me`),
    request(member, `PUT ${one}/reactions/${encodeURIComponent('🎉')}/@me`),
    request(owner, `DELETE ${one}/reactions/${encodeURIComponent('🎉')}/@me`),
    request(member, `DELETE ${one}/reactions/${encodeURIComponent('🎉')}/@me`),
    request(member, `PATCH ${one}`, { body: { content: 'Not mine' } }),
    request(owner, `DELETE ${one}`),
    request(owner, `DELETE ${one}`),
    request(owner, `POST ${messages}`, { body, learns: { '{message:once}': '_id' } }),
    request(owner, `POST ${messages}`, { body }),
    ...['once', 'asked'].map((message) =>
      request(member, `POST /channels/{channel:${channel}}/ack`, { body: { lastMessageId: messageSymbol(message) } }),
    ),
    request(member, `GET /servers/{server:${server}}/channels`),
    request(owner, `POST /servers/{server:${server}}/categories`, { body: {} }),
    request(owner, `POST ${messages}`, { body: {} }),
    request(owner, `POST ${messages}`, { body: { content: 5 } }),
    request(owner, `GET ${messages}/nothing/of/the/kind`),
    { kind: 'request', method: 'GET', path: messages },
  ]
}

function packetQuestions({ owner, member, server, channel }: Place): Step[] {
  const channelId = `{channel:${channel}}`
  const said = (content: string): object => ({ channelId, content })
  const event = 'message/create'
  const heard = (count: number) => ({ event: 'MESSAGE_CREATE', count })
  const hidden = '{channel:compare-hidden}'
  const channels = `/servers/{server:${server}}/channels`
  return [
    { kind: 'emit', socket: owner, event, packets: [said('By packet')], until: heard(1) },
    { kind: 'emit', socket: owner, event, packets: [{ channelId }], until: { event: 'error', count: 1 } },
    { kind: 'emit', socket: owner, event, packets: [{ ...said('Long ago'), createdAt: LONG_AGO }], until: heard(1) },
    {
      kind: 'emit',
      socket: owner,
      event,
      packets: Array.from({ length: 8 }, (_, index) => said(`Packet ${index + 1}`)),
      until: heard(8),
    },
    { kind: 'emit', socket: `${owner}#early`, event, packets: [said('Early')], until: heard(1), beforeReady: true },
    { kind: 'go', socket: `${owner}#early` },
    // A channel that the member is not let see: made, changed, written into and deleted.
    request(owner, `POST ${channels}`, { body: { name: 'hidden', type: 'GUILD_TEXT' }, learns: { [hidden]: '_id' } }),
    request(owner, `PUT ${channels}/${hidden}/permissions`, {
      body: [{ targetType: 'role', targetId: everyoneIn(server), allow: [], deny: ['VIEW_CHANNEL'] }],
    }),
    request(owner, `PATCH ${channels}/${hidden}`, { body: { topic: 'Hidden' } }),
    {
      kind: 'emit',
      socket: member,
      event,
      packets: [{ channelId: hidden, content: 'Let in?' }],
      until: { event: 'error', count: 1 },
    },
    request(owner, `DELETE ${channels}/${hidden}`),
  ]
}

function memberQuestions({ owner, member, server }: Place): Step[] {
  const here = `/servers/{server:${server}}`
  const role = '{role:compare-role}'
  const invite = '{invite:compare-again}'
  const roleIds = [everyoneIn(server), role]
  return [
    { kind: 'come', socket: `${member}#2` },
    { kind: 'go', socket: `${member}#2` },
    request(owner, `POST ${here}/roles`, { body: { name: 'compared' }, learns: { [role]: '_id' } }),
    request(owner, `PUT ${here}/members/{person:${member}}/roles`, { body: { roleIds } }),
    request(owner, `DELETE ${here}/roles/${role}`),
    request(member, `DELETE ${here}/members/@me`),
    request(owner, `POST ${here}/invites`, { body: {}, learns: { [invite]: 'code' } }),
    request(member, `POST ${here}/invites/nobody`, { body: {} }),
    request(member, `POST /invites/${invite}`, { body: {} }),
  ]
}

/** Opens a direct message that is there or is not, and says something there at once. */
function directQuestions(owner: string, other: string): Step[] {
  const channel = `{channel:compare-${other}}`
  const said = `{message:compare-${other}}`
  const messages = `/channels/${channel}/messages`
  const body = { recipientId: `{person:${other}}` }
  return [
    request(owner, 'POST /users/@me/channels', { body, learns: { [channel]: '_id' } }),
    request(owner, `POST ${messages}`, { body: { content: 'Between us' }, learns: { [said]: '_id' } }),
    request(owner, `PATCH ${messages}/${said}`, { body: { content: 'Still between us' } }),
    request(owner, 'POST /users/@me/channels', { body }),
  ]
}

/** Somebody who never spoke with a person alone. */
function strangerTo(person: string, { directs = [] }: WorldSpec, { people }: Visit): string | undefined {
  return people.find(
    (other) => other !== person && !directs.some((pair) => pair.includes(person) && pair.includes(other)),
  )
}

function placeIn({ servers }: WorldSpec, { people }: Visit): Place | undefined {
  for (const { ref, owner, members, channels } of servers) {
    const member = members.find((person) => people.includes(person))
    const channel = channels.find(({ url, overrides }) => url === undefined && overrides === undefined)
    if (people.includes(owner) && member !== undefined && channel !== undefined) {
      return { server: ref, owner, member, channel: channel.ref }
    }
  }
  return undefined
}

/** What deployments are known to answer differently, asked wherever two people share a server. */
export function questions(spec: WorldSpec, visit: Visit): Step[] {
  const place = placeIn(spec, visit)
  if (place === undefined) return []
  const { owner, member } = place
  const stranger = strangerTo(owner, spec, visit)
  const others = stranger === undefined || stranger === member ? [member] : [member, stranger]
  return [
    ...messageQuestions(place),
    ...packetQuestions(place),
    ...others.flatMap((other) => directQuestions(owner, other)),
    ...memberQuestions(place),
  ]
}

/** Everything that can be deleted is, and everybody signs out. */
export function farewells({ servers }: WorldSpec, { people }: Visit): Step[] {
  const own = servers.filter(({ owner }) => people.includes(owner))
  return [
    ...own.map(({ ref, owner }) => request(owner, `DELETE /servers/{server:${ref}}`)),
    { kind: 'rest' },
    ...people.map((person): Step => ({ kind: 'sign-out', person })),
  ]
}
