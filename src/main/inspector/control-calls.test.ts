import { expect, test } from 'vitest'
import type { ControlOrder } from '#shared/simulator/control-by-port.ts'
import { createControlCalls } from './control-calls.ts'

function makeBench(isThere = true) {
  const sent: ControlOrder[] = []
  const calls = createControlCalls((order) => {
    sent.push(order)
    return isThere
  })
  return { sent, ...calls }
}

const asking = { method: 'GET', path: '/__mew/v1/state', headers: {} }
const answer = (id: number, status = 200, headers = {}) => ({ type: 'control-answer', id, status, headers })

test('[INSIDE6] an answer comes in the pieces it was sent in, each once it is wanted, and with its own headers', async () => {
  const { call, hear, sent } = makeBench()
  const waiting = call(asking)
  expect(sent).toEqual([{ type: 'control-call', id: 1, ...asking }])
  hear(answer(1, 201, { 'content-type': 'text/event-stream', 'transfer-encoding': 'chunked' }))
  const response = await waiting
  expect([response.status, [...response.headers]]).toEqual([201, [['content-type', 'text/event-stream']]])
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  hear({ type: 'control-piece', id: 1, text: 'one — ' })
  expect((await reader?.read())?.value).toBe('one — ')
  hear({ type: 'control-piece', id: 1, text: 'two' })
  hear({ type: 'control-end', id: 1, whole: true })
  expect([(await reader?.read())?.value, (await reader?.read())?.done]).toEqual(['two', true])
  expect(new Set(sent.slice(1).map(({ type }) => type))).toEqual(new Set(['control-more']))
})

test('[INSIDE6] whoever stops reading says so, and what comes after is nobody’s', async () => {
  const { call, hear, sent } = makeBench()
  const waiting = call(asking)
  hear(answer(1))
  await (await waiting).body?.cancel()
  expect(sent.at(-1)).toEqual({ type: 'control-drop', id: 1 })
  hear({ type: 'control-piece', id: 1, text: 'late' })
  hear({ type: 'control-end', id: 1, whole: false })
  hear({ type: 'something', id: 1 })
})

test('[INSIDE6] an answer without a body has none', async () => {
  const { call, hear } = makeBench()
  const waiting = call({ ...asking, method: 'DELETE' })
  hear(answer(1, 204))
  hear({ type: 'control-end', id: 1, whole: true })
  expect((await waiting).body).toBeNull()
})

test('[INSIDE6] where the process is gone what was asked fails, before its answer and in the middle of it', async () => {
  const { call, hear, gone } = makeBench()
  const [one, two] = [call(asking), call(asking)]
  hear(answer(1))
  const text = (await one).text()
  gone()
  await expect(two).rejects.toThrow('The gateway did not answer')
  await expect(text).rejects.toThrow('The gateway broke off its answer')
  await expect(makeBench(false).call(asking)).rejects.toThrow('The gateway did not answer')
})
