import { expect, test } from 'vitest'
import { exampleAccount } from '../fixtures/held-platform.ts'
import { en } from '../i18n/en.ts'
import type { AccountSummary, SignInResult } from '../platform/sessions.ts'
import { describeSignIn, describeWaiting } from './describe-sign-in.ts'

const refused = (httpStatus: number, message: string): SignInResult => ({ status: 'refused', httpStatus, message })

test.each<[string, SignInResult, string | undefined]>([
  ['nothing, for who is in', { status: 'signed-in', account: exampleAccount('page') }, undefined],
  ['no answer', { status: 'unreachable' }, en.errors.unreachable],
  ['a refusal of the contract', refused(401, 'Invalid credentials'), en.errors.byCode.invalidCredentials],
  ['too many tries', refused(429, 'Too many requests, please try again later.'), en.errors.byCode.tooManyAttempts],
  ['words nobody knows', refused(403, 'Come back on Monday'), en.errors.serverSays('Come back on Monday')],
  ['no words at all', refused(500, ''), en.errors.unknown],
])('what kept somebody out: %s', (_case, result, words) => {
  expect(describeSignIn(en, result)).toBe(words)
})

test.each<[string, Partial<AccountSummary>, boolean, string]>([
  ['alone', { session: 'ended' }, false, en.signIn.endedPlain],
  ['among several', { session: 'ended' }, true, en.signIn.ended('work.example')],
  ['a locked key store', { session: 'locked' }, false, en.signIn.locked('work.example')],
])('[F38] why an account waits for a sign-in: %s', (...[, over, named, words]) => {
  expect(describeWaiting(en, exampleAccount('work', over), named)).toBe(words)
})
