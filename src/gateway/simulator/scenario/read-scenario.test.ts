import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readScenario } from './read-scenario.ts'
import { ScenarioFileError } from './scenario-file-error.ts'

function problemsOf(text: string): readonly string[] {
  try {
    readScenario('mine.yaml', text)
    return []
  } catch (error) {
    if (!(error instanceof ScenarioFileError)) throw error
    return error.message.split('\n')
  }
}

const head = `name: mine
title: Mine
`

const world = `${head}world:
  people:
    alice:
    bob:
  servers:
    home:
      owner: alice
      members: [bob]
      roles:
        crew: { members: [bob] }
      channels:
        general:
`

test('[SCEN5] a scenario is read from YAML and from JSON', () => {
  expect(readScenario('mine.yaml', world)).toMatchObject({
    name: 'mine',
    world: { people: { alice: null, bob: null } },
  })
  const file = { name: 'mine', title: 'Mine', world: { people: { alice: {} } } }
  expect(readScenario('mine.json', JSON.stringify(file, null, '\t'))).toEqual(file)
})

test('[SCEN5] the scenario that the page shows is one', () => {
  const page = readFileSync(path.join(import.meta.dirname, '../../../../docs/scenarios.md'), 'utf8')
  const [, shown = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? []
  expect(readScenario('shown.yaml', shown)).toMatchObject({ name: 'night-shift' })
})

test('[SCEN6] what cannot be read at all is said with its line and column', () => {
  expect(problemsOf('name: [\ntitle: x\n')[0]).toMatch(/^mine\.yaml:2:1 /)
  expect(problemsOf(`${head}name: again\n`)[0]).toBe('mine.yaml:3:1 Map keys must be unique')
})

test('[SCEN6] a key that there is not is named where it stands, with those that there are', () => {
  expect(problemsOf(`${head}world:\n  people:\n    alice: { nmae: Alice }\n`)).toEqual([
    'mine.yaml:5:14 world.people.alice.nmae: Unknown key: expected one of name',
  ])
})

test('[SCEN6] a value of the wrong kind is told what was expected', () => {
  expect(problemsOf(`${world}timeline:\n  - { at: soon, presence: { person: bob, status: here } }\n`)).toEqual([
    'mine.yaml:16:11 timeline.0.at: Invalid input: expected a span of time such as 250ms, 1.5s, 5m, 2h or 30d',
    'mine.yaml:16:50 timeline.0.presence.status: Invalid option: expected one of "online"|"offline"',
  ])
  expect(problemsOf(`${head}world: { people: { Alice: {} } }\n`)).toEqual([
    'mine.yaml:3:20 world.people.Alice: Invalid input: expected a reference: a small letter, then small letters, digits, - and _',
  ])
  expect(problemsOf(`${world}faults:\n  - { match: { kind: emit }, action: { type: burn } }\n`)[0]).toMatch(
    /^mine\.yaml:16:46 faults\.0\.action\.type: .*'latency'/,
  )
})

test('[SCEN7] whatever a scenario speaks of has to be in it', () => {
  const text = `${world.replace('[bob]', '[bobby]')}        hall: { category: upstairs, overrides: [{ role: captain, deny: [] }] }
  directs: [[alice, zoe]]
  history:
    messages:
      - { channel: kitchen, by: alice, text: 'Hi <@dan>', reply: nothing }
      - { channel: general, by: alice }
timeline:
  - { at: 1s, send: { by: [alice, eve], channel: general } }
  - { at: 1s, edit: { by: alice, message: it, text: x } }
expect:
  - { converged: nobody }
`
  const places = problemsOf(text).map((line) => line.replace(/^mine\.yaml:\d+:\d+ /, ''))
  expect(places).toEqual([
    'world.servers.home.members.0: There is no person "bobby": there are alice, bob',
    'world.servers.home.roles.crew.members.0: There is no member here "bob": there are alice, bobby',
    'world.servers.home.channels.hall.category: There is no category "upstairs": there is none',
    'world.servers.home.channels.hall.overrides.0.role: There is no role here "captain": there are everyone, crew',
    'world.directs.0.1: There is no person "zoe": there are alice, bob',
    'world.history.messages.0.channel: There is no channel "kitchen": there are general, hall, alice&zoe',
    'world.history.messages.0.text: There is no person "dan": there are alice, bob',
    'world.history.messages.0.reply: There is no earlier message of this channel "nothing": there is none',
    'world.history.messages.1: There is nothing in this message: expected one of text, files, sticker, voice, forward, payload',
    'timeline.0.send.by: There is no person "eve": there are alice, bob',
    'timeline.1.edit.message: There is no message "it": there is none',
    'expect.0.converged: There is no person "nobody": there are alice, bob',
  ])
})

test('[SCEN7] a reference stands for one thing, and a step for one action at one time', () => {
  const text = `${world}    shed:
      owner: bob
      channels:
        general:
timeline:
  - { at: 1s, every: 2s, drop: { person: bob } }
  - { at: 1s }
expect: [{}]
`
  expect(problemsOf(text)).toEqual([
    'mine.yaml:18:17 world.servers.shed.channels.general: "general" is there already: each reference stands for one thing',
    'mine.yaml:20:5 timeline.0: Expected exactly one of at, every, on, not at and every',
    'mine.yaml:21:5 timeline.1: Expected exactly one of send, edit, retract, react, presence, grant, revoke, kick, join, open, request, packet, drop, restart',
    'mine.yaml:22:10 expect.0: Expected exactly one of converged, never, seen, messages, online',
  ])
})
