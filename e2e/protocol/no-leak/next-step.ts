import { createDice } from '../dice.ts'
import { drawChange, type Server } from './draw-change.ts'
import type { Change, Traffic } from './steps.ts'
import { channelsOf, directs, owners, people, rolesOf } from './world.ts'

const MAX_SERVERS = 5
const MIN_SERVERS = 3
const REMEMBERED = 30

export interface Steps {
  readonly change: () => Change
  readonly traffic: () => Traffic
}

/** An endless supply, the same for the same seed. */
export function createSteps(seed: number): Steps {
  const dice = createDice(seed, 'no leak')
  const servers = Object.entries(owners).map(([name, owner]): Server => ({
    name,
    owner,
    roles: rolesOf(name),
    channels: channelsOf(name),
  }))
  const messages: { readonly message: string; readonly by: string }[] = [{ message: 'none', by: 'ada' }]

  function say(by: string, channel: string): Traffic {
    const message = dice.newName('message')
    messages.push({ message, by })
    return { kind: 'say', by, channel, message }
  }

  return {
    change: () => {
      const drawn = dice.next()
      if (servers.length < MAX_SERVERS && drawn < 0.01) {
        const fresh: Server = { name: dice.newName('server'), owner: dice.pick(people), roles: [], channels: [] }
        servers.push(fresh)
        return { kind: 'create server', server: fresh.name, by: fresh.owner }
      }
      const server = dice.pick(servers)
      if (servers.length <= MIN_SERVERS || drawn > 0.02) return drawChange(dice, server)
      servers.splice(servers.indexOf(server), 1)
      return { kind: 'delete server', server: server.name, by: server.owner }
    },
    traffic: () => {
      const by = dice.pick(people)
      const channel = dice.pick([...servers.flatMap(({ channels }) => channels), ...directs])
      const known = dice.pick(messages.slice(-REMEMBERED))
      const ways: readonly (readonly [number, () => Traffic])[] = [
        [45, () => say(by, channel)],
        [25, () => ({ kind: 'say by socket', by, channel, text: dice.newName('text') })],
        [6, () => ({ kind: 'edit', ...known })],
        [3, () => ({ kind: 'retract', ...known })],
        [4, () => ({ kind: 'react', by, message: known.message })],
        [5, () => ({ kind: 'type', by, channel })],
        [4, () => ({ kind: 'mark', by, message: known.message })],
        [7, () => ({ kind: 'list channels', by, server: dice.pick(servers).name })],
        [8, () => ({ kind: 'read', by, channel })],
        [2, () => ({ kind: 'come again', by })],
      ]
      return dice.pick(ways.flatMap(([times, way]) => Array.from({ length: times }, () => way)))()
    },
  }
}
