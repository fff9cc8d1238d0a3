import { expect, test } from 'vitest'
import type { QuirkName } from '#shared/simulator/quirk-names.ts'
import type { Difference } from './find-differences.ts'
import { nameQuirks } from './name-quirks.ts'

const missing = (event: string, socket = 'bob'): Difference => ({
  step: 1,
  title: 'alice: POST /servers',
  socket,
  event,
  path: '',
  ours: {},
  theirs: undefined,
})

const named = async (
  differences: readonly Difference[],
  does: Partial<Record<QuirkName, readonly Difference[]>>,
): Promise<readonly (string | undefined)[]> => {
  const found = await nameQuirks(differences, ['stale-refresh', 'late-joiner', 'silent-changes'], (quirks) =>
    Promise.resolve(quirks.flatMap((name) => does[name] ?? [])),
  )
  return found.map(({ known }) => known)
}

test('[COMPARE3] a difference is the quirk that does the same to ours, and no other', async () => {
  const differences = [missing('MEMBER_JOIN'), missing('CHANNEL_UPDATE')]
  expect(await named(differences, { 'late-joiner': [missing('MEMBER_JOIN')] })).toEqual(['late-joiner', undefined])
})

test('[COMPARE3] of two quirks the one is meant of which more is there', async () => {
  const much = ['MEMBER_JOIN', 'CHANNEL_UPDATE', 'CHANNEL_DELETE', 'SERVER_UPDATE'].map((event) => missing(event))
  const does = { 'stale-refresh': much, 'late-joiner': [missing('MEMBER_JOIN')] }
  expect(await named([missing('MEMBER_JOIN')], does)).toEqual(['late-joiner'])
  expect(await named(much, does)).toEqual(much.map(() => 'stale-refresh'))
})

test('[COMPARE3] where nothing differs no quirk is tried', async () => {
  expect(await nameQuirks([], ['late-joiner'], () => Promise.reject(new Error('tried')))).toEqual([])
})
