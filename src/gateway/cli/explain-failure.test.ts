import { expect, test } from 'vitest'
import { ConfigurationError } from '../environment.ts'
import { DirectoryInUseError } from '../database/lock-directory.ts'
import { UnusableDataError } from '../database/unusable-data-error.ts'
import { PortError } from '../listen.ts'
import { ScenarioError } from '../simulator/scenarios.ts'
import { explainFailure } from './explain-failure.ts'

const withCode = (code: string, message = 'the system’s own words'): Error =>
  Object.assign(new Error(message), { code })

test('[CLI3] a busy port is code 3 and says what to do', () => {
  const { exitCode, message } = explainFailure(new PortError(3000, withCode('EADDRINUSE')), undefined)
  expect(exitCode).toBe(3)
  expect(message).toMatch(/^Port 3000 is already in use.*\. Stop it, or choose another port with --port/)
  expect(explainFailure(new PortError(80, withCode('EACCES')), undefined).message).toContain(
    'may not be used by this account',
  )
})

test('[CLI5] a scenario that is not there is code 4', () => {
  expect(explainFailure(new ScenarioError('There is no scenario "x"'), undefined)).toEqual({
    exitCode: 4,
    message: 'There is no scenario "x"',
  })
})

test('[CLI4] a setting that cannot be, data that cannot be used, and a directory in use, are told as they are', () => {
  expect(explainFailure(new ConfigurationError('Missing required env: JWT_SECRET'), '/d')).toEqual({
    exitCode: 1,
    message: 'Missing required env: JWT_SECRET',
  })
  expect(explainFailure(new UnusableDataError('It belongs to a newer version'), '/d')).toEqual({
    exitCode: 1,
    message: 'It belongs to a newer version',
  })
  expect(explainFailure(new DirectoryInUseError('/d'), '/d').message).toContain('is using the data directory /d')
})

test.each([
  ['EACCES', 'This account may not write in the data directory /d'],
  ['EROFS', 'This account may not write in the data directory /d'],
  ['ENOTDIR', 'the data directory /d is a file: name a directory with --data'],
  ['EEXIST', 'the data directory /d is a file: name a directory with --data'],
  ['ENOSPC', 'There is no space left for the data directory /d'],
  ['ERR_SQLITE_ERROR', 'the data directory /d cannot be used: the system’s own words'],
])('[CLI4] %s is put into a sentence', (code, message) => {
  expect(explainFailure(withCode(code), '/d')).toEqual({ exitCode: 1, message })
})

test('[CLI4] what nobody foresaw is shown as it is, stack and all', () => {
  expect(explainFailure(withCode('EACCES'), undefined).message).toContain('the system’s own words')
  expect(explainFailure(new Error('odd'), '/d').message).toMatch(/odd\n\s+at /)
  expect(explainFailure('only a text', '/d')).toEqual({ exitCode: 1, message: 'only a text' })
})
