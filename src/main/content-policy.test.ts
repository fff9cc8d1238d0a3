import { expect, test } from 'vitest'
import { contentPolicy, createPagePolicy } from './content-policy.ts'

test("[CSP1] the policy names the assets and each gateway's socket, and neither http nor anything unsafe", () => {
  const policy = contentPolicy(['https://mew.example', 'http://127.0.0.1:3000', 'https://mew.example'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain('script-src app://bundle/assets/;')
  expect(policy).toContain('style-src app://bundle/assets/;')
  expect(policy).toContain('worker-src app://bundle/assets/;')
  expect(policy).toContain('connect-src app://bundle wss://mew.example ws://127.0.0.1:3000;')
  expect(policy).not.toMatch(/unsafe|'self'|https?:/)
})

test('[CSP2] a gateway that came after the page was loaded needs another load', () => {
  const gateways = ['http://127.0.0.1:3000']
  const policy = createPagePolicy(() => gateways)
  expect(policy.covers('https://mew.example')).toBe(true)
  policy.issue()
  expect(policy.covers('http://127.0.0.1:3000')).toBe(true)
  gateways.push('https://mew.example')
  expect(policy.covers('https://mew.example')).toBe(false)
  policy.issue()
  expect(policy.covers('https://mew.example')).toBe(true)
})
