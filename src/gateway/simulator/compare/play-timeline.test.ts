import { expect, test } from 'vitest'
import type { TimelineStep } from '#shared/simulator/scenario-file.ts'
import { compileWorld } from '../scenario/compile-world.ts'
import { playTimeline } from './play-timeline.ts'
import { titleOf } from './step.ts'
import type { Outcome } from './transcript.ts'

const world = {
  people: { alice: null, bob: null, carol: null },
  servers: { home: { owner: 'alice', members: ['bob'], roles: { crew: null }, channels: { general: null } } },
}

interface Played {
  readonly before: readonly string[]
  readonly titles: readonly string[]
}

/** All that is done, where each step is followed by such events. */
function play(timeline: TimelineStep[], outcome: Outcome = { heard: new Map() }): Played {
  const file = { name: 'played', title: 'Played', world, timeline }
  const visit = { people: ['alice', 'bob', 'carol'], prefix: 'test' }
  const playing = playTimeline({ file, world: compileWorld(world, { seed: 1, now: 0 }), visit, seed: 1 })
  const titles: string[] = []
  for (let next = playing.next(); next !== undefined; next = playing.next()) {
    for (const step of next) {
      titles.push(titleOf(step))
      playing.observe(outcome)
    }
  }
  return { before: playing.before.map(titleOf), titles }
}

test('[COMPARE10] steps are done in the order of their times, each as often as it comes', () => {
  const { before, titles } = play([
    { at: '10s', retract: { by: 'bob', message: 'hi' } },
    { at: '1s', presence: { person: 'bob', status: 'online' } },
    { every: '4s', react: { by: 'alice', message: 'hi', emoji: '☕' } },
    { at: '3s', send: { by: 'bob', channel: 'general', text: 'Hi', ref: 'hi' } },
    { at: '5s', drop: { person: 'carol', for: '4s' } },
    { at: '6s', grant: { role: 'crew', to: 'bob' } },
  ])
  const hi = '/channels/{channel:general}/messages/{message:hi}'
  const liking = `alice: PUT ${hi}/reactions/%E2%98%95/@me`
  expect(before).toEqual(['bob: goes'])
  expect(titles).toEqual([
    'bob: connects',
    'bob: POST /channels/{channel:general}/messages',
    liking,
    'carol: goes',
    'alice: PUT /servers/{server:home}/members/{person:bob}/roles',
    liking,
    'carol: connects',
    `bob: DELETE ${hi}`,
  ])
})

test('[COMPARE10] what waits for something is done once it was heard, by whom it was to reach', () => {
  const payload = { _id: '{message:hi}', channelId: '{channel:general}', authorId: { _id: '{person:bob}' } }
  const outcome = { heard: new Map([['alice#2', [{ event: 'MESSAGE_CREATE', payload }]]]) }
  const waiting = (to: string): TimelineStep => ({
    on: { event: 'MESSAGE_CREATE', by: 'bob', to },
    after: '1s',
    react: { by: 'carol', message: 'it', emoji: '☕' },
  })
  const said: TimelineStep = { at: '1s', send: { by: 'bob', channel: 'general', text: 'Hi', ref: 'hi' } }
  expect(play([waiting('alice'), said], outcome).titles).toEqual([
    'bob: POST /channels/{channel:general}/messages',
    'carol: PUT /channels/{channel:general}/messages/{message:hi}/reactions/%E2%98%95/@me',
  ])
  expect(play([waiting('carol'), said], outcome).titles).toHaveLength(1)
})

test('[COMPARE10] what is asked by request, joined and opened is asked by those who take part', () => {
  expect(
    play([
      {
        at: '1s',
        request: { by: 'alice', method: 'POST', path: '/servers/{server:home}/categories', makes: 'category:x' },
      },
      { at: '2s', request: { by: 'robot', method: 'DELETE', path: '/servers/{server:home}' } },
      { at: '3s', join: { person: 'carol', server: 'home' } },
      { at: '4s', open: { by: 'carol', with: 'bob' } },
      { at: '5s', packet: { by: 'bob', event: 'message/create', data: {} } },
    ]).titles,
  ).toEqual([
    'alice: POST /servers/{server:home}/categories',
    'alice: POST /servers/{server:home}/invites',
    'carol: POST /invites/{invite:said-1}',
    'carol: POST /users/@me/channels',
    'bob: sends 1 message/create',
  ])
})
