import path from 'node:path'
import { expect, test } from 'vitest'
import { missingProgram } from './find-program.ts'

test('[EXEC6] a program is looked for by its path, or along PATH', () => {
  const { execPath } = process
  expect(missingProgram(execPath)).toBeUndefined()
  expect(missingProgram(path.basename(execPath), `/nowhere${path.delimiter}${path.dirname(execPath)}`)).toBeUndefined()
  expect(missingProgram('no-such-program')).toBe('ENOENT')
  expect(missingProgram('./no/such/program')).toBe('ENOENT')
})

test('[EXEC6] what may not be run is told from what is not there', () => {
  expect(missingProgram(import.meta.dirname)).toBe('EACCES')
  expect(missingProgram(import.meta.filename)).toBe('EACCES')
})
