import { expect, test } from 'vitest'
import { startBotHome, type BotHome, type MadeBot } from '../fixtures/bot-world.ts'
import { readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { createDice, type Dice } from './dice.ts'

const TYPES = ['caretaking', 'weather']
const STEPS = 150

interface Robot {
  readonly bot: MadeBot
  readonly token: string
  type: string
}

/** All that is connected by now, each with what it stands for. */
interface Town {
  readonly home: BotHome
  readonly robots: readonly Robot[]
  readonly services: { readonly type: string; readonly client: SocketClient }[]
  readonly sockets: { readonly robot: Robot; readonly client: SocketClient }[]
  /** Closes whatever is left at the end. */
  readonly left: DisposableStack
}

async function makeRobots(home: BotHome): Promise<Robot[]> {
  const robots: Robot[] = []
  for (const [index, type] of [...TYPES, ...TYPES].entries()) {
    const bot = await home.makeBot('alice', { name: `Robot ${index}`, serviceType: type })
    robots.push({ bot, type, token: await home.logIn(bot.accessToken) })
  }
  return robots
}

type Step = (town: Town, dice: Dice) => Promise<void> | void

function close(list: { readonly client: SocketClient }[], dice: Dice): void {
  const [gone] = list.splice(dice.count(Math.max(0, list.length - 1)), 1)
  gone?.client.socket.disconnect()
}

const closeService: Step = ({ services }, dice) => {
  close(services, dice)
}
const closeSocket: Step = ({ sockets }, dice) => {
  close(sockets, dice)
}

/** Closing is likelier than opening, so that there is often nothing left. */
const steps: readonly Step[] = [
  async ({ home, services, left }, dice) => {
    const type = dice.pick(TYPES)
    services.push({ type, client: left.use(await home.serve(type)) })
  },
  closeService,
  closeService,
  async ({ home, robots, sockets, left }, dice) => {
    const robot = dice.pick(robots)
    sockets.push({ robot, client: left.use(await readySocket(home.url, robot.token)) })
  },
  closeSocket,
  closeSocket,
  async ({ home, robots }, dice) => {
    const robot = dice.pick(robots)
    robot.type = dice.pick(TYPES)
    await home.call('alice', 'PATCH', `/users/@me/bots/${robot.bot._id}`, { serviceType: robot.type })
  },
]

const socketsOf = ({ sockets }: Town, { bot }: Robot): number => sockets.filter(({ robot }) => robot.bot === bot).length

const servicesOf = ({ services }: Town, wanted: string): number => services.filter(({ type }) => type === wanted).length

/** Waits until the gateway has noticed whatever went. */
async function calm(town: Town): Promise<void> {
  const { realtime, database } = town.home.gateway.parts
  await expect
    .poll(() => TYPES.map(realtime.services.connectionsOf))
    .toEqual(TYPES.map((type) => servicesOf(town, type)))
  await expect
    .poll(() => town.robots.map(({ bot }) => realtime.sockets.of(bot.botUserId).size))
    .toEqual(town.robots.map((robot) => socketsOf(town, robot)))
  await database.settle(() => Promise.resolve())
}

test('[SVC10] whatever comes and goes in whatever order, what was told agrees with what is', async () => {
  await using home = await startBotHome()
  for (const type of TYPES) await home.register(type)
  using left = new DisposableStack()
  const town: Town = { home, robots: await makeRobots(home), services: [], sockets: [], left }
  using watcher = await readySocket(home.url, await home.tokenOf('bob'))
  const dice = createDice(1, 'presence of services')
  for (let step = 0; step < STEPS; step += 1) await dice.pick(steps)(town, dice)
  await calm(town)
  await watcher.settled()
  using late = await readySocket(home.url, await home.tokenOf('carol'))
  const [present = []] = late.all('PRESENCE_INITIAL_STATE') as string[][]

  const heard = watcher.all('PRESENCE_UPDATE') as { userId: string; status: string }[]
  for (const robot of town.robots) {
    const { botUserId } = robot.bot
    const told = heard.filter(({ userId }) => userId === botUserId).map(({ status }) => status)
    const isOnline = socketsOf(town, robot) > 0 || servicesOf(town, robot.type) > 0
    expect([present.includes(botUserId), told.at(-1) === 'online']).toEqual([isOnline, isOnline])
    expect(told.filter((status, index) => status === told[index - 1])).toEqual([])
    expect(told.length).toBeGreaterThan(3)
  }
})
