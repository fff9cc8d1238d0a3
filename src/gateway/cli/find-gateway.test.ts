import { expect, test } from 'vitest'
import { ControlFailure } from './control-client.ts'
import { chooseGateway } from './find-gateway.ts'
import { UsageError } from './usage-error.ts'

const on = (port: number) => ({
  port,
  pid: port + 1,
  url: `http://127.0.0.1:${port}`,
  controlUrl: 'http://127.0.0.1:1',
  controlToken: 'token',
})

test('[CMD7] the one gateway there is is meant, or the one that is named', () => {
  expect(chooseGateway([on(3000)], undefined)).toEqual(on(3000))
  expect(chooseGateway([on(3000), on(4000)], 4000)).toEqual(on(4000))
})

test('[CMD7] several are listed, and none is chosen', () => {
  const choose = (): unknown => chooseGateway([on(3000), on(4000)], undefined)
  expect(choose).toThrow(UsageError)
  expect(choose).toThrow(
    'several gateways are running: name one\n  --port 3000   http://127.0.0.1:3000, process 3001\n  --port 4000   http://127.0.0.1:4000, process 4001',
  )
})

test('[CMD7] where there is none, or not that one, it is said how there can be', () => {
  expect(() => chooseGateway([], undefined)).toThrow(ControlFailure)
  expect(() => chooseGateway([on(3000)], 4000)).toThrow(
    'no gateway that can be steered is running on port 4000: mew-gateway start starts one',
  )
})
