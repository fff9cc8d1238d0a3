import type { Dice } from '../dice.ts'
import type { Change, Target } from './steps.ts'
import { people } from './world.ts'

/** What the generator thinks there is: it does not look at what became of its steps, so one seed makes the same ones. */
export interface Server {
  readonly name: string
  readonly owner: string
  roles: string[]
  channels: string[]
}

const words = [
  'VIEW_CHANNEL',
  'VIEW_CHANNEL',
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'ADD_REACTIONS',
  'MANAGE_CHANNEL',
  'MANAGE_MESSAGES',
]
const roleWords = ['ADMINISTRATOR', 'MANAGE_ROLES', 'KICK_MEMBERS', 'MANAGE_SERVER', 'CHANGE_NICKNAME', ...words]
const MAX_ROLES = 7
const MAX_CHANNELS = 6

interface Asked {
  readonly dice: Dice
  readonly server: Server
  readonly by: string
}

type Draw = (asked: Asked) => Change

const without = (list: readonly string[], gone: string): string[] => list.filter((name) => name !== gone)
const oneOf = (dice: Dice, list: readonly string[]): string => (list.length === 0 ? 'nothing' : dice.pick(list))

const createRole: Draw = ({ dice, server, by }) => {
  const role = dice.newName('role')
  server.roles.push(role)
  return { kind: 'create role', server: server.name, by, role, permissions: dice.some(roleWords, 3) }
}

const editRole: Draw = ({ dice, server, by }) => {
  // The role of everyone has the name of its server.
  const role = dice.next() < 0.2 ? server.name : oneOf(dice, server.roles)
  const permissions = dice.some(role === server.name ? words : roleWords, 4)
  return { kind: 'edit role', server: server.name, by, role, permissions }
}

const deleteRole: Draw = ({ dice, server, by }) => {
  const role = oneOf(dice, server.roles)
  server.roles = without(server.roles, role)
  return { kind: 'delete role', server: server.name, by, role }
}

const orderRoles: Draw = ({ dice, server, by }) => ({
  kind: 'order roles',
  server: server.name,
  by,
  roles: dice.sample(server.roles, server.roles.length),
})

const giveRoles: Draw = ({ dice, server, by }) => ({
  kind: 'give roles',
  server: server.name,
  by,
  member: dice.pick(people),
  roles: dice.some(server.roles, 3),
})

function target(dice: Dice, server: Server): Target {
  const [allow, deny] = [dice.some(words, 2), dice.some(words, 2)]
  if (dice.next() < 0.3) return { targetType: 'member', target: dice.pick(people), allow, deny }
  const role = dice.next() < 0.5 ? server.name : dice.pick([...server.roles, server.name])
  return { targetType: 'role', target: role, allow, deny }
}

const override: Draw = ({ dice, server, by }) => ({
  kind: 'override',
  server: server.name,
  by,
  channel: oneOf(dice, server.channels),
  targets: Array.from({ length: dice.count(4) }, () => target(dice, server)),
})

const createChannel: Draw = ({ dice, server, by }) => {
  const channel = dice.newName('channel')
  server.channels.push(channel)
  return { kind: 'create channel', server: server.name, by, channel }
}

const editChannel: Draw = ({ dice, server, by }) => ({
  kind: 'edit channel',
  server: server.name,
  by,
  channel: oneOf(dice, server.channels),
  topic: dice.newName('topic'),
})

const deleteChannel: Draw = ({ dice, server, by }) => {
  const channel = oneOf(dice, server.channels)
  server.channels = without(server.channels, channel)
  return { kind: 'delete channel', server: server.name, by, channel }
}

const kick: Draw = ({ dice, server, by }) => ({ kind: 'kick', server: server.name, by, member: dice.pick(people) })
const leave: Draw = ({ dice, server }) => ({ kind: 'leave', server: server.name, by: dice.pick(people) })
const join: Draw = ({ dice, server }) => ({ kind: 'join', server: server.name, by: dice.pick(people) })
const rename: Draw = ({ dice, server, by }) => ({
  kind: 'rename server',
  server: server.name,
  by,
  name: dice.newName('name'),
})

// Roles and channels are made as fast as they go, so that there are always some and never many.
const roleOrNone: Draw = (asked) => (asked.server.roles.length < MAX_ROLES ? createRole : deleteRole)(asked)
const channelOrNone: Draw = (asked) => {
  const byOwner = { ...asked, by: asked.server.owner }
  return asked.server.channels.length < MAX_CHANNELS ? createChannel(byOwner) : deleteChannel(byOwner)
}

const often: readonly (readonly [number, Draw])[] = [
  [18, override],
  [12, giveRoles],
  [11, editRole],
  [12, join],
  [7, kick],
  [4, leave],
  [6, orderRoles],
  [6, roleOrNone],
  [3, deleteRole],
  [5, channelOrNone],
  [3, deleteChannel],
  [2, editChannel],
  [1, rename],
]
const ways = often.flatMap(([times, draw]) => Array.from({ length: times }, () => draw))

/** One change of a server. Mostly the owner asks, who may do everything; now and then somebody who may or may not. */
export function drawChange(dice: Dice, server: Server): Change {
  const by = dice.next() < 0.8 ? server.owner : dice.pick(people)
  return dice.pick(ways)({ dice, server, by })
}
