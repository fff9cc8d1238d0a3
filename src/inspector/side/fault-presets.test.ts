import { expect, test } from 'vitest'
import type { FaultState } from '#shared/simulator/control.ts'
import { describeFault, describeStanding, faultRows } from './fault-presets.ts'

const standing = (name: string, more: Partial<FaultState> = {}): FaultState => ({
  id: `fault-${name}`,
  name,
  fault: { name, match: { kind: 'emit', user: 'noor' }, action: { type: 'hold' } },
  class: 'legal',
  enabled: true,
  fitted: 0,
  struck: 0,
  holding: 0,
  ...more,
})

test('[INSP6] what is wanted again and again stands ready; what stands takes its place by name, all else comes after', () => {
  const rows = faultRows([standing('Mine'), standing('Hold deliveries')])
  expect(rows.map(({ name, standing: one }) => [name, one?.id])).toEqual([
    ['Latency', undefined],
    ['Hold deliveries', 'fault-Hold deliveries'],
    ['Drop responses', undefined],
    ['Token expiry', undefined],
    ['Duplicate events', undefined],
    ['Mine', 'fault-Mine'],
  ])
  expect(rows.map(({ fault }) => describeFault(fault))).toEqual([
    '120 ms, give or take 40',
    'to noor, until released',
    'POST /messages, drop, next 1',
    'expire token, next 1',
    'adversarial, duplicate, 5 %',
    'to noor, until released',
  ])
})

test('[INSP6] of one that stands it is said how often it struck and how much it holds', () => {
  const once = { match: { kind: 'http' }, action: { type: 'drop' }, times: 1 } as const
  const said = [{}, { struck: 1 }, { struck: 2 }, { struck: 3, holding: 2 }, { struck: 1, fault: once }]
  expect(said.map((more) => describeStanding(standing('x', more)))).toEqual([
    'not struck yet',
    'struck 1 time',
    'struck 2 times',
    'holds 2',
    'used up',
  ])
})
