import { expect, test } from 'vitest'
import { moveClock } from '#gateway/simulator/clock/move-clock.ts'
import { makeRecording } from '#gateway/simulator/record/make-recording.ts'
import { fileScenario } from '#gateway/simulator/scenario/file-scenario.ts'
import { startSimulation, type Simulation } from '#gateway/simulator/simulation.ts'
import { selectUnread } from '#renderer/store/selectors/unread.ts'
import { isReadable, type AccountState } from '#renderer/store/state.ts'
import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import type { ScenarioFile } from '#shared/simulator/scenario-file.ts'
import { crowdedServer } from '../fixtures/crowded-server.ts'
import { createSyncClient, type SyncClient } from '../fixtures/sync-client.ts'

const full = process.env['MEW_PROOFS'] === 'full'
const PEOPLE = 200
const SESSION_MS = full ? 180_000 : 20_000
/** Of each channel so many of the newest messages are laid beside each other. */
const COMPARED = 40
/** The gateway counts no further, and nobody is shown more than `99+`. */
const MOST_COUNTED = 100
const VISITED = ['fountain', 'bakery', 'flowers', 'storage', 'ada&p000']

const quiet = {
  port: 0,
  environment: {},
  passwordCost: { N: 16, r: 1, p: 1 },
  logLevel: 'error',
  previews: 'off',
} as const

async function start(scenario: ScenarioFile): Promise<Simulation & AsyncDisposable> {
  const simulation = await startSimulation({
    own: fileScenario(scenario),
    scenario: scenario.name,
    seed: 11,
    clock: 'virtual',
    records: true,
    gateway: quiet,
  })
  return { ...simulation, [Symbol.asyncDispose]: simulation.stop }
}

/** The client of `ada`, who looks on. */
async function look({ gateway, names }: Simulation): Promise<SyncClient> {
  const userId = names.personId('ada')
  const { accessToken } = await gateway.parts.sessions.begin(userId, false)
  return createSyncClient({
    url: () => gateway.url,
    token: () => Promise.resolve(accessToken),
    userId,
    username: 'ada',
    extensions: ['rev', 'nonce', 'unread', 'read-sync'],
  })
}

const isShown = (state: AccountState, channelId: string): boolean => {
  const window = state.windows[channelId]
  return window?.status === 'ready' && !window.catchingUp
}

async function visit({ sync, until }: SyncClient, { names }: Simulation): Promise<void> {
  const server = names.serverId('square') as ServerId
  sync.openServer(server)
  for (const channel of VISITED) {
    const channelId = names.channelId(channel) as ChannelId
    sync.openChannel(channelId)
    await until((state) => state.places[server]?.status === 'ready' && isShown(state, channelId), `${channel} is shown`)
  }
}

/** Everything a client knows and shows, by names in place of ids: two worlds have no id in common. */
function knownTo(state: AccountState, { names }: Simulation): unknown {
  const named = (text: string): string => text.replaceAll(/[0-9a-f]{24}/g, (id) => names.of(id))
  const server = names.serverId('square')
  const place = state.places[server]
  const channels = Object.fromEntries(
    VISITED.map((ref) => {
      const channelId = names.channelId(ref) as ChannelId
      const rows = (state.windows[channelId]?.rows ?? []).filter(isReadable).slice(-COMPARED)
      return [
        ref,
        {
          unread: Math.min(MOST_COUNTED, selectUnread(state, channelId).unread),
          mentions: selectUnread(state, channelId).mentions,
          messages: rows.map(({ content, authorId, reactions, retractedAt, editedAt }) => ({
            says: retractedAt === undefined ? named(content ?? '') : null,
            by: authorId?.username,
            isEdited: editedAt !== undefined,
            reactions: reactions.map(({ emoji, userIds }) => [emoji, userIds.map((id) => names.of(id)).toSorted()]),
          })),
        },
      ]
    }),
  )
  return {
    servers: state.servers?.map(({ name }) => name),
    channels,
    listed: place?.channels.map(({ name }) => name),
    members: place?.members.map(({ userId }) => userId?.username ?? null).toSorted(),
    roles: place?.roles.map(({ name }) => name),
    online: Object.keys(state.online ?? {})
      .map((id) => names.of(id))
      .toSorted(),
  }
}

/** What a client knows once it knows what another one reads that has only just come. */
async function knownAtLast(client: SyncClient, simulation: Simulation): Promise<unknown> {
  using newcomer = await look(simulation)
  await newcomer.until(({ connection }) => connection.status === 'connected', 'the newcomer is connected')
  await visit(newcomer, simulation)
  await newcomer.until(({ marks, online }) => online !== null && Object.keys(marks).length > 0, 'marks are read')
  const wanted = knownTo(newcomer.store.get(), simulation)
  // What it may see has changed meanwhile: what it does not look at is read when it does.
  await visit(client, simulation)
  const same = (state: AccountState): boolean => JSON.stringify(knownTo(state, simulation)) === JSON.stringify(wanted)
  await client.until(same, 'what a newcomer reads').catch(() => undefined)
  const known = knownTo(client.store.get(), simulation)
  expect(known).toEqual(wanted)
  return known
}

/** A session as `ada` sees it from its beginning to its end. */
async function watch(simulation: Simulation): Promise<unknown> {
  using client = await look(simulation)
  await client.until(({ connection }) => connection.status === 'connected', 'connected')
  await visit(client, simulation)
  await moveClock(simulation, SESSION_MS)
  return await knownAtLast(client, simulation)
}

test(`[RECORD1] [I1] ${PEOPLE} people talk for ${SESSION_MS / 1000} s: recorded and played again, the client ends with the same state`, async () => {
  await using run = await start(crowdedServer(PEOPLE))
  const first = await watch(run)
  const { recorder } = run
  if (recorder === undefined) throw new Error('Nothing is recorded')
  const recording = await makeRecording(run, recorder, { from: 0, texts: 'keep' })
  expect(recording.timeline?.length).toBeGreaterThan(PEOPLE + SESSION_MS / 250)
  await using again = await start(recording)
  expect(await watch(again)).toEqual(first)
}, 240_000)
