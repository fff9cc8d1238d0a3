import type { ServerSpec, StickerSpec, WebhookSpec } from '../world-spec.ts'
import { OWNER, others } from './cast.ts'

const residents = ['guide', 'moss', 'otter', 'tansy', 'samuel', 'ada', 'leila', 'mika', 'aoi', 'yutong']
const notTravelling = new Set(['moss', 'otter', 'guide'])

/** A group that plans a winter journey by night trains. The owner is one of its dispatchers. */
const nightTrains: ServerSpec = {
  ref: 'night-trains',
  name: 'Night Trains',
  owner: 'ines',
  members: [OWNER, ...others.filter((ref) => ref !== 'ines' && !notTravelling.has(ref))],
  roles: [
    {
      ref: 'conductors',
      name: 'Conductors',
      color: '#C2570C',
      permissions: ['MANAGE_CHANNEL', 'MANAGE_MESSAGES', 'MENTION_EVERYONE', 'KICK_MEMBERS'],
      members: ['ines', 'priya'],
    },
    {
      ref: 'dispatchers',
      name: 'Dispatchers',
      color: '#0F766E',
      permissions: ['MANAGE_MESSAGES'],
      members: [OWNER, 'ada', 'elin', 'mika', 'jakub'],
    },
    {
      ref: 'travellers',
      name: 'Travellers',
      color: '#4656C4',
      members: ['samuel', 'leila', 'mateo', 'yutong', 'aroha', 'chiara', 'tansy', 'siyuan', 'zanele'],
    },
    { ref: 'signals', name: 'Signals', color: '#7C6A2D', members: ['farelamp', 'wordbook'] },
  ],
  categories: [
    { ref: 'journeys', name: 'Journeys' },
    { ref: 'workshop', name: 'Workshop' },
    { ref: 'off-the-rails', name: 'Off the rails' },
  ],
  channels: [
    { ref: 'welcome', name: 'welcome', topic: 'Where you are, how you sleep, what you bring' },
    {
      ref: 'announcements',
      name: 'announcements',
      topic: 'Rare, and worth reading',
      writeRoles: ['conductors'],
    },
    {
      ref: 'planning',
      name: 'planning',
      topic: 'The winter trip, 12 to 21 February. Berths first, then everything else.',
      category: 'journeys',
    },
    { ref: 'trip-reports', name: 'trip-reports', topic: 'Nights that were slept, or not', category: 'journeys' },
    { ref: 'nordics', name: 'nordics', topic: 'Ore lines, light, wool', category: 'journeys' },
    { ref: 'japan', name: '日本の鉄道', topic: '駅弁、夜行、冬の音', category: 'journeys' },
    { ref: 'china', name: '中国铁路', topic: '绿皮车、卧铺、站台上的人', category: 'journeys' },
    {
      ref: 'timetables',
      name: 'timetables',
      topic: 'Local times. If you guess, say that you guess.',
      category: 'workshop',
    },
    { ref: 'fare-watch', name: 'fare-watch', topic: 'Six routes, every two hours', category: 'workshop' },
    { ref: 'departure-board', name: 'Departure board', url: 'https://example.com/', category: 'workshop' },
    {
      ref: 'crew',
      name: 'crew',
      topic: 'Money, keys, and now and then a biscuit',
      category: 'workshop',
      onlyRoles: ['conductors', 'dispatchers'],
    },
    {
      ref: 'kitchen-car',
      name: 'kitchen-car',
      topic: 'What did you eat today, truthfully?',
      category: 'off-the-rails',
    },
    { ref: 'books-and-maps', name: 'books-and-maps', topic: 'With a riddle now and then', category: 'off-the-rails' },
  ],
}

/** The owner's own server, where the app is explained. */
const firstSteps: ServerSpec = {
  ref: 'first-steps',
  name: 'First steps',
  owner: OWNER,
  members: [...residents, 'wordbook', 'farelamp'],
  roles: [
    { ref: 'residents', name: 'Residents', color: '#9333A8', members: ['moss', 'otter', 'tansy'] },
    { ref: 'helpers', name: 'Helpers', color: '#2F6F4F', members: ['guide', 'wordbook', 'farelamp'] },
  ],
  categories: [{ ref: 'living-room', name: 'Living room' }],
  channels: [
    { ref: 'start-here', name: 'start-here', topic: 'This workspace lives on your computer' },
    { ref: 'sandbox', name: 'sandbox', topic: 'Nothing here matters. Try things.' },
    { ref: 'small-talk', name: 'small-talk', topic: 'Hills, kettles, weather', category: 'living-room' },
    { ref: 'bots-at-work', name: 'bots-at-work', topic: 'Programs with good manners', category: 'living-room' },
  ],
}

export const servers: readonly ServerSpec[] = [firstSteps, nightTrains]

export const stickers: readonly StickerSpec[] = [
  { ref: 'acorn', name: 'Acorn', server: 'first-steps' },
  { ref: 'kettle', name: 'Kettle', server: 'first-steps' },
  { ref: 'lantern', name: 'Lantern', server: 'first-steps' },
]

export const webhooks: readonly WebhookSpec[] = [{ ref: 'board', name: 'Departure board', channel: 'start-here' }]

const friends = ['ines', 'ada', 'mika', 'samuel', 'leila', 'yutong', 'mateo', 'zanele'] as const

/** Who has a direct message with the owner. */
export const directs = friends.map((friend) => [OWNER, friend] as const)

/** Who can see a channel, by its reference; for a direct message its two people. */
export function audienceOf(channel: string): readonly string[] {
  if (channel.includes('&')) return channel.split('&')
  const server = servers.find(({ channels }) => channels.some(({ ref }) => ref === channel))
  const only = server?.channels.find(({ ref }) => ref === channel)?.onlyRoles
  const people = server === undefined ? [] : [server.owner, ...server.members]
  if (only === undefined) return people
  const holders = new Set(
    (server?.roles ?? []).filter(({ ref }) => only.includes(ref)).flatMap(({ members }) => members),
  )
  return people.filter((person) => person === server?.owner || holders.has(person))
}
