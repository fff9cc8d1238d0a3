import { expect, test } from 'vitest'
import { moveClock } from '#gateway/simulator/clock/move-clock.ts'
import { comparable } from '#gateway/simulator/journal/comparable.ts'
import { makeRecording } from '#gateway/simulator/record/make-recording.ts'
import { complaintsAbout } from '#gateway/simulator/scenario/read-scenario.ts'
import { fileScenario } from '#gateway/simulator/scenario/file-scenario.ts'
import { startSimulation, type Simulation } from '#gateway/simulator/simulation.ts'
import { viewOf } from '#gateway/simulator/view/view-of.ts'
import { simulatorState, tenantState } from '#shared/simulator/control.ts'
import { scenarioFile, type ScenarioFile } from '#shared/simulator/scenario-file.ts'
import { startControlled } from '../../fixtures/controlled-gateway.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'

const CHEAP_PASSWORDS = { N: 16, r: 1, p: 1 }
const quiet = { port: 0, environment: {}, passwordCost: CHEAP_PASSWORDS, logLevel: 'error', previews: 'off' } as const

interface Run extends AsyncDisposable {
  readonly simulation: Simulation
  readonly token: (person: string) => Promise<string>
  /** A request as somebody; its answer's body, which says that it was done. */
  // oxlint-disable-next-line max-params -- it reads as the first line of a request does
  readonly ask: (person: string, method: string, path: string, body?: unknown) => Promise<{ readonly _id: string }>
  readonly id: (kind: 'person' | 'channel' | 'server', ref: string) => string
}

async function start(scenario: string | ScenarioFile, clock: 'real' | 'virtual' = 'real'): Promise<Run> {
  const own = typeof scenario === 'string' ? {} : { own: fileScenario(scenario) }
  const name = typeof scenario === 'string' ? scenario : scenario.name
  const simulation = await startSimulation({ ...own, scenario: name, seed: 7, clock, records: true, gateway: quiet })
  const { names, gateway } = simulation
  const token = async (person: string): Promise<string> =>
    (await gateway.parts.sessions.begin(names.personId(person), false)).accessToken
  return {
    simulation,
    token,
    id: (kind, ref) => names[`${kind}Id`](ref),
    // oxlint-disable-next-line max-params -- as above
    ask: async (person, method, path, body) => {
      const headers = { authorization: `Bearer ${await token(person)}`, 'content-type': 'application/json' }
      const sending = body === undefined ? { headers: { authorization: headers.authorization } } : { headers }
      const answer = await fetch(`${gateway.url}/api${path}`, {
        method,
        ...sending,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
      return (text === '' ? { _id: '' } : JSON.parse(text)) as { _id: string }
    },
    [Symbol.asyncDispose]: simulation.stop,
  }
}

function recordingOf(run: Run, options: { from?: number; texts?: 'keep' | 'blank' } = {}): Promise<ScenarioFile> {
  const { simulation } = run
  if (simulation.recorder === undefined) throw new Error('Nothing is recorded')
  return makeRecording(simulation, simulation.recorder, { from: 0, texts: 'keep', ...options })
}

/** A recording played from its beginning to its end. */
async function replay(recording: ScenarioFile): Promise<Run> {
  expect(complaintsAbout(recording)).toEqual([])
  const run = await start(recording, 'virtual')
  await moveClock(run.simulation, 3_600_000)
  const notes = run.simulation.journal.read().steps.filter(({ kind }) => kind === 'note')
  expect(notes).toEqual([])
  expect(await run.simulation.unmet()).toEqual([])
  return run
}

interface Seen {
  readonly content: string
  readonly authorId: { readonly username: string } | null
}

/** What somebody is let see of messages, by the names of their places, without ids and times. */
async function messagesSeenBy({ simulation }: Run, person: string): Promise<unknown> {
  const { gateway, names } = simulation
  const { servers, directs } = await viewOf(gateway, names.personId(person))
  const told = (messages: readonly object[]): unknown[] =>
    messages.map((message) => {
      const one = message as Seen & Readonly<Record<string, unknown>>
      const { content, authorId, type, reactions, retractedAt, editedAt, attachments, referencedMessageId } = one
      return {
        content: content?.replaceAll(/<@([0-9a-f]{24})>/g, (_, id: string) => `<@${names.of(id)}>`),
        by: authorId?.username,
        type,
        reactions: (reactions as { emoji: string; userIds: string[] }[]).map(({ emoji, userIds }) => [
          emoji,
          userIds.length,
        ]),
        changed: [retractedAt !== undefined, editedAt !== undefined, referencedMessageId !== undefined],
        files: (attachments as { filename: string }[]).map(({ filename }) => filename),
      }
    })
  const places = servers.flatMap(({ name, channels }) =>
    channels.map((channel) => [`${name}/${channel.name}`, told(channel.messages)] as const),
  )
  const both = (recipients: readonly { readonly username: string }[]): string =>
    recipients
      .map(({ username }) => username)
      .toSorted()
      .join(' and ')
  return new Map([...places, ...directs.map(({ recipients, messages }) => [both(recipients), told(messages)] as const)])
}

async function talk(run: Run): Promise<void> {
  const { ask, id } = run
  const at = (channel: string): string => `/channels/${id('channel', channel)}/messages`
  const question = await ask('alice', 'POST', at('general'), {
    content: `A question for <@${id('person', 'bob')}>?`,
    payload: { clientNonce: 'n-1' },
  })
  await ask('alice', 'POST', at('general'), {
    content: `A question for <@${id('person', 'bob')}>?`,
    payload: { clientNonce: 'n-1' },
  })
  const answer = await ask('bob', 'POST', at('general'), { content: 'An answer.', referencedMessageId: question._id })
  await ask('bob', 'PATCH', `${at('general')}/${answer._id}`, { content: 'A better answer.' })
  await ask('alice', 'PUT', `${at('general')}/${answer._id}/reactions/${encodeURIComponent('🌱')}/@me`)
  const gone = await ask('alice', 'POST', at('alice&bob'), { content: 'Between us' })
  await ask('alice', 'DELETE', `${at('alice&bob')}/${gone._id}`)
  await ask('carol', 'POST', at('boxes'), { content: 'Nobody hears me.' })
}

test('[RECORD1] a recording of what a client did ends, played again, with the same messages as seen by each person', async () => {
  await using run = await start('two-friends')
  using bob = await readySocket(run.simulation.gateway.url, await run.token('bob'))
  await talk(run)
  await bob.settled()
  const recording = await recordingOf(run)
  expect(recording.world.people).toEqual({ alice: null, bob: null, carol: null })
  await using again = await replay(recording)
  for (const person of ['alice', 'bob', 'carol']) {
    expect(await messagesSeenBy(again, person)).toEqual(await messagesSeenBy(run, person))
  }
  expect(recording.timeline?.map((step) => Object.keys(step)[1])).toEqual([
    'presence',
    'send',
    'send',
    'send',
    'edit',
    'react',
    'send',
    'retract',
    'send',
  ])
  expect(recording.expect).toEqual([
    { messages: { channel: 'general', count: 2 } },
    { messages: { channel: 'alice&bob', count: 1 } },
    { messages: { channel: 'boxes', count: 1 } },
  ])
})

test('[RECORD2] one recording twice makes the same journal, byte for byte', async () => {
  await using run = await start('two-friends')
  await talk(run)
  const recording = await recordingOf(run)
  const journals: string[] = []
  for (const _ of [1, 2]) {
    await using again = await replay(recording)
    const { journal, names } = again.simulation
    journals.push(comparable(journal.read().steps, (id) => names.of(id) !== id))
  }
  expect(journals[1]).toBe(journals[0])
})

test('[RECORD3] a recording is asked for and started as a tenant, in which all of it happens again', async () => {
  await using home = await startControlled()
  await home.ask('POST', '/scenario', { scenario: 'two-friends' })
  await home.ask('POST', '/speak', { user: 'alice', channel: 'general', content: 'Once more' })
  const answer = await home.ask('GET', '/recording')
  const recording = scenarioFile.parse(answer.body)
  expect(answer.status).toBe(200)
  const made = await home.ask('POST', '/tenants', { scenario: recording, clock: 'virtual' })
  const tenant = tenantState.parse(made.body)
  await home.ask('POST', `/tenants/${tenant.id}/clock`, { action: 'advance', ms: 60_000 })
  const view = await home.ask('GET', `/tenants/${tenant.id}/view?user=bob`)
  expect(JSON.stringify(view.body)).toContain('Once more')
  const state = simulatorState.parse((await home.ask('GET', `/tenants/${tenant.id}/state`)).body)
  expect(state.scenario).toBe('recording')
  const again = await home.ask('GET', `/tenants/${tenant.id}/recording?texts=blank`)
  expect(JSON.stringify(again.body)).toContain('Xxxx xxxx')
})

test('[RECORD3] a scenario that is none is refused with the place of what is wrong', async () => {
  await using home = await startControlled()
  const world = { people: { alice: null }, servers: { home: { owner: 'bob', channels: {} } } }
  expect(
    await home.ask('POST', '/tenants', { scenario: { name: 'mine', title: 'Mine', world, more: 1 } }),
  ).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'scenario.more', message: expect.stringContaining('Unknown key') as string }] },
  })
  expect(await home.ask('POST', '/tenants', { scenario: { name: 'mine', title: 'Mine', world } })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'scenario.world.servers.home.owner' }] },
  })
  expect((await home.ask('GET', '/recording?texts=some')).status).toBe(400)
})

test('[RECORD3] how far a timeline has come is told, and a scenario may be as large as a long recording is', async () => {
  await using home = await startControlled()
  const world = { people: { alice: null, bob: null }, directs: [['alice', 'bob']] }
  const timeline = [{ at: '2s', send: { by: 'bob', channel: 'alice&bob', text: 'hi' } }]
  const expected = [{ messages: { channel: 'alice&bob', count: 2 } }]
  const scenario = { name: 'mine', title: 'Mine', notes: ['x'.repeat(2_000_000)], world, timeline, expect: expected }
  const made = await home.ask('POST', '/tenants', { scenario, clock: 'virtual' })
  const { id } = tenantState.parse(made.body)
  const look = async (): Promise<unknown> => (await home.ask('GET', `/tenants/${id}/timeline`)).body
  expect(await look()).toMatchObject({ steps: 1, done: 0, over: false })
  await home.ask('POST', `/tenants/${id}/clock`, { action: 'advance', ms: 5000 })
  const unmet = [{ index: 0, message: 'alice&bob has 1 messages, not 2', cursors: [] }]
  expect(await look()).toEqual({ steps: 1, done: 1, failed: [], over: true, unmet })
  expect((await home.ask('GET', '/timeline')).body).toEqual({ steps: 0, done: 0, failed: [], over: true, unmet: [] })
})

async function signUp({ simulation }: Run, username: string): Promise<void> {
  const body = {
    email: `${username.replaceAll(/\W/g, '')}@example.com`,
    username,
    password: 'a password that is long enough',
  }
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${simulation.gateway.url}/api/auth/register`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  expect(answer.ok).toBe(true)
  await simulation.names.learnPeople(simulation.gateway.parts)
}

/** Everything that makes a server of one's own, done by people who sign up for it. */
async function settleIn(run: Run): Promise<void> {
  const { ask } = run
  for (const person of ['dora', 'emil', 'Finn Ö']) await signUp(run, person)
  const { _id: server } = await ask('dora', 'POST', '/servers', { name: 'Garden club' })
  const { _id: bed } = await ask('dora', 'POST', `/servers/${server}/categories`, { name: 'Beds' })
  const { _id: roses } = await ask('dora', 'POST', `/servers/${server}/channels`, {
    name: 'roses',
    type: 'GUILD_TEXT',
    categoryId: bed,
  })
  const { _id: shed } = await ask('dora', 'POST', `/servers/${server}/channels`, { name: 'shed', type: 'GUILD_TEXT' })
  const { _id: keepers } = await ask('dora', 'POST', `/servers/${server}/roles`, {
    name: 'Keepers',
    permissions: ['MANAGE_MESSAGES'],
  })
  const { code } = (await ask('dora', 'POST', `/servers/${server}/invites`, {})) as unknown as { code: string }
  for (const guest of ['emil', 'Finn Ö']) await ask(guest, 'POST', `/invites/${code}`)
  const { everyoneRoleId } = (await ask('dora', 'GET', `/servers/${server}`)) as unknown as { everyoneRoleId: string }
  await ask('dora', 'PUT', `/servers/${server}/channels/${shed}/permissions`, [
    { targetType: 'role', targetId: everyoneRoleId, allow: [], deny: ['VIEW_CHANNEL'] },
    { targetType: 'role', targetId: keepers, allow: ['VIEW_CHANNEL'], deny: [] },
  ])
  const emil = run.id('person', 'emil')
  await ask('dora', 'PUT', `/servers/${server}/members/${emil}/roles`, { roleIds: [keepers] })
  await ask('emil', 'POST', `/channels/${shed}/messages`, { content: 'I have the key.' })
  await ask('dora', 'PATCH', `/channels/${roses}`, { topic: 'Cut them in March' })
  const { _id: said } = await ask('Finn Ö', 'POST', `/channels/${roses}/messages`, { content: 'They bloom' })
  await ask('emil', 'POST', `/channels/${roses}/ack`, { lastMessageId: said })
  const { _id: direct } = await ask('dora', 'POST', '/users/@me/channels', { recipientId: emil })
  await ask('emil', 'POST', `/channels/${direct}/messages`, { content: 'Between us' })
  await ask('dora', 'PUT', `/servers/${server}/members/${emil}/roles`, { roleIds: [] })
  await ask('dora', 'DELETE', `/servers/${server}/members/${run.id('person', 'Finn Ö')}`)
}

test('[RECORD1] whatever a server is made of is made again, by those who made it', async () => {
  await using run = await start('empty')
  await settleIn(run)
  const recording = await recordingOf(run)
  expect(recording.world).toEqual({ people: { dora: null, emil: null, 'finn-o': { name: 'Finn Ö' } } })
  expect(recording.timeline?.map((step) => Object.keys(step)[1])).toEqual([
    ...Array.from({ length: 5 }, () => 'request'),
    'join',
    'join',
    'request',
    'grant',
    'send',
    'request',
    'send',
    'request',
    'open',
    'send',
    'revoke',
    'kick',
  ])
  await using again = await replay(recording)
  for (const [before, after] of [
    ['dora', 'dora'],
    ['emil', 'emil'],
    ['Finn Ö', 'finn-o'],
  ] as const) {
    expect(await messagesSeenBy(again, after)).toEqual(await messagesSeenBy(run, before))
  }
  const { reader } = again.simulation.gateway.parts.database
  const channel = await reader.selectFrom('channel').select('topic').where('name', '=', 'roses').executeTakeFirst()
  expect(channel).toEqual({ topic: 'Cut them in March' })
})

test('[RECORD7] a recording that begins later has the world as it was then, and ends like one of all of it', async () => {
  await using run = await start('two-friends')
  using alice = await readySocket(run.simulation.gateway.url, await run.token('alice'))
  const { ask, id } = run
  await talk(run)
  await settleIn(run)
  await alice.settled()
  const from = run.simulation.journal.length() - 1
  const general = `/channels/${id('channel', 'general')}/messages`
  const [, question] = (await ask('alice', 'GET', general)) as unknown as { _id: string }[]
  await ask('alice', 'PATCH', `${general}/${question?._id}`, { content: 'Asked better.' })
  await ask('bob', 'POST', general, { content: 'And after', referencedMessageId: question?._id })
  await ask('dora', 'POST', '/servers', { name: 'Second club' })
  await talk(run)
  const recording = await recordingOf(run, { from })
  expect(recording.timeline?.map((step) => Object.keys(step)[1]).slice(0, 4)).toEqual([
    'presence',
    'edit',
    'send',
    'request',
  ])
  expect(recording.world.servers).toHaveProperty('garden-club')
  expect(recording.world.history?.messages?.length).toBe(7)
  await using again = await replay(recording)
  for (const person of ['alice', 'bob', 'carol', 'dora', 'emil']) {
    expect(await messagesSeenBy(again, person)).toEqual(await messagesSeenBy(run, person))
  }
})

test('[RECORD7] what is asked for before it happens begins with the world as it is', async () => {
  await using run = await start('demo', 'virtual')
  await moveClock(run.simulation, 5000)
  const from = run.simulation.journal.length()
  const coming = (await recordingOf(run, { from })).timeline ?? []
  expect(coming.filter(({ presence }) => presence === undefined)).toEqual([])
  await moveClock(run.simulation, 20_000)
  const recording = await recordingOf(run, { from })
  expect(recording.timeline?.length).toBeGreaterThan(0)
  await using again = await replay(recording)
  const [person = ''] = run.simulation.names.known().people.keys()
  expect(await messagesSeenBy(again, person)).toEqual(await messagesSeenBy(run, person))
})

test('[RECORD7] a restart is one again, and whoever came back comes back', async () => {
  await using run = await start('two-friends', 'virtual')
  const { simulation } = run
  using _alice = await readySocket(simulation.gateway.url, await run.token('alice'))
  await simulation.power?.cut()
  await moveClock(simulation, 3000)
  await simulation.power?.restore()
  using _again = await readySocket(simulation.gateway.url, await run.token('alice'))
  const recording = await recordingOf(run)
  expect(recording.timeline?.map(({ at: _at, ...step }) => step)).toEqual([
    { presence: { person: 'alice', status: 'online' } },
    { restart: { for: '3s' } },
  ])
  await using played = await replay(recording)
  expect(played.simulation.gateway.parts.realtime.sockets.users()).toEqual([played.id('person', 'alice')])
})

test.each(['demo', 'every-message', 'permissions', 'busy-server'])(
  '[RECORD1] %s is recorded with the world it has and what its people do',
  async (scenario) => {
    await using run = await start(scenario, 'virtual')
    await moveClock(run.simulation, 20_000)
    const recording = await recordingOf(run)
    await using again = await replay(recording)
    const { names } = run.simulation
    const person = [...names.known().people.keys()][0] ?? ''
    expect(await messagesSeenBy(again, person)).toEqual(await messagesSeenBy(run, person))
  },
)

test('[RECORD4] [RECORD5] of secrets nothing is in a recording, and of texts nothing that can be read where it is asked', async () => {
  await using run = await start('every-message')
  const { gateway, names } = run.simulation
  const { token } = await gateway.parts.database.reader.selectFrom('webhook').select('token').executeTakeFirstOrThrow()
  const { id: webhook } = await gateway.parts.database.reader
    .selectFrom('webhook')
    .select('id')
    .executeTakeFirstOrThrow()
  const address = `${gateway.url}/api/webhooks/${webhook}/${token}`
  const headers = { 'content-type': 'application/json' }
  await fetch(address, { method: 'POST', headers, body: JSON.stringify({ content: 'Confidential', username: 'Spy' }) })
  await signUp(run, 'mallory-private')
  const general = names.channelId('words')
  const access = await run.token('bob')
  await run.ask('bob', 'POST', `/channels/${general}/messages`, { content: `Look: ${address} and ${access}` })
  const form = new FormData()
  form.set('file', new Blob(['private notes']), 'plans.txt')
  const upload = await fetch(`${gateway.url}/api/channels/${general}/uploads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access}` },
    body: form,
  })
  const file = (await upload.json()) as { key: string }
  await run.ask('bob', 'POST', `/channels/${general}/messages`, { content: '', attachments: [file] })
  await run.ask('mallory-private', 'POST', '/servers', { name: 'Hidden place' })

  const kept = JSON.stringify(await recordingOf(run))
  for (const secret of [token, access, file.key, 'long enough', 'private notes', '@example.com']) {
    expect(kept).not.toContain(secret)
  }
  for (const word of ['Confidential', 'Spy', 'plans.txt', 'mallory-private', 'Hidden place', 'A question?']) {
    expect(kept).toContain(word)
  }
  const recording = await recordingOf(run, { texts: 'blank' })
  const blanked = JSON.stringify(recording)
  for (const word of ['Confidential', 'Spy', 'plans', 'mallory', 'Hidden', 'A question?', 'Gallery', 'Carol with']) {
    expect(blanked).not.toContain(word)
  }
  expect(blanked).toContain('<@bob>')
  await using _again = await replay(recording)
})

test('[RECORD1] what was done and answered otherwise was done', async () => {
  await using run = await start('two-friends')
  const { faults } = run.simulation
  const general = `/channels/${run.id('channel', 'general')}/messages`
  const match = { kind: 'http', method: 'POST', path: '/**/messages', phase: 'response' } as const
  faults.add({ match, action: { type: 'status', status: 503 }, times: 1 })
  await expect(run.ask('bob', 'POST', general, { content: 'Said' })).rejects.toThrow('503')
  faults.add({ match: { ...match, phase: 'request' }, action: { type: 'status', status: 503 }, times: 1 })
  await expect(run.ask('bob', 'POST', general, { content: 'Not said' })).rejects.toThrow('503')
  const [said] = (await run.ask('bob', 'GET', general)) as unknown as { _id: string }[]
  await run.ask('bob', 'PATCH', `${general}/${said?._id}`, { content: 'Said better' })
  const recording = await recordingOf(run)
  expect(recording.timeline).toMatchObject([{ send: { text: 'Said', ref: 'm1' } }, { edit: { message: 'm1' } }])
  expect(recording.notes?.slice(1)).toEqual(['Not in it: a request that was refused.'])
  await using _again = await replay(recording)
})

test('[RECORD6] what a recording cannot carry stands in its notes', async () => {
  await using run = await start('two-friends')
  const { ask, id } = run
  await ask('alice', 'PATCH', '/users/@me', { username: 'alicia' })
  await expect(ask('bob', 'POST', `/channels/${id('channel', 'secret')}/messages`, { content: 'x' })).rejects.toThrow(
    '403',
  )
  const { notes } = await recordingOf(run)
  expect(notes).toEqual([
    expect.stringMatching(/^Recorded from two-friends, seed 7: steps \d+ to \d+ of its journal\.$/),
    'Not in it: PATCH /users/@me.',
    'Not in it: a request that was refused.',
  ])
})
