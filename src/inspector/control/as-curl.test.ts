import { expect, test } from 'vitest'
import { planning, saying } from '../fixtures/journal.ts'
import { createLog } from '../journal/log.ts'
import type { Row } from '../journal/rows.ts'
import { asControlCurl, asCurl } from './as-curl.ts'

const options = { gateway: 'http://127.0.0.1:3000', control: 'http://127.0.0.1:4000', below: '' }

function rowAt(cursor: number): Row {
  const log = createLog()
  log.append(saying.map((step) => (step.kind === 'answer' ? { ...step, sent: { content: "it's" } } : step)))
  const row = log.at(cursor)
  if (row === undefined) throw new Error('There is no such row')
  return row
}

test('[INSP8] a request is a command line that asks the same again, with a variable where its token was', () => {
  expect(asCurl(rowAt(0), options)).toBe(
    [
      `curl -X POST 'http://127.0.0.1:3000/api/channels/${planning}/messages' \\`,
      `  -H "Authorization: Bearer $MEW_TOKEN" \\`,
      `  -H 'Content-Type: application/json' \\`,
      String.raw`  --data-raw '{"content":"it'\''s"}'`,
    ].join('\n'),
  )
})

test('[INSP8] by the control API it is the same request as the same person', () => {
  expect(asControlCurl(rowAt(0), options)).toContain(
    String.raw`--data-raw '{"user":"priya","method":"POST","path":"/channels/acb92d25920dece4fe49a1fa/messages","body":{"content":"it'\''s"}}'`,
  )
  expect(asControlCurl(rowAt(0), options)).toContain('Bearer $MEW_CONTROL_TOKEN')
})

test('[INSP8] what was no request is the step itself; a token stands in it where one is given', () => {
  const tenant = { ...options, below: '/tenants/1', token: 'secret' }
  expect(asCurl(rowAt(4), options)).not.toContain('secret')
  expect(asCurl(rowAt(4), tenant)).toBe(
    [
      `curl 'http://127.0.0.1:4000/__mew/v1/tenants/1/events?from=4&limit=1' \\`,
      `  -H "Authorization: Bearer secret"`,
    ].join('\n'),
  )
})
