import { mapTexts } from '#shared/simulator/placeholder.ts'
import { createRedact } from '../journal/redact.ts'

/** What opens a door by being known: addresses of webhooks, and of files. */
const webhookAddress = /(\/webhooks\/[0-9a-f]{24}\/)[\w-]+/gi
const fileAddress = /(?:https?:\/\/[^\s"]*)?\/static\/[^\s"?]+/gi

/** A value in which nothing stands that would let anybody in anywhere. */
export function scrub(value: unknown): unknown {
  return mapTexts(createRedact()(value), (text) =>
    text.replaceAll(webhookAddress, '$1token').replaceAll(fileAddress, 'file'),
  )
}
