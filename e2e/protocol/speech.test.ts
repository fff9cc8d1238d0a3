import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { speaks, startSpeechUpstream, type SpeechUpstream } from '../fixtures/speech-upstream.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

const SPEECH = '/v1/audio/speech'
const speak = (home: TestGateway, body: object): Promise<Response> => home.call('alice', 'POST', SPEECH, body)

const openAt = (upstream: SpeechUpstream, environment: Record<string, string> = {}): Promise<TestGateway> =>
  startTestGateway({ environment: { ...upstream.environment, ...environment } })

const asksOf = (upstream: SpeechUpstream): unknown[] =>
  upstream.asked.map(({ body }) => JSON.parse(String(body)) as unknown)

/** Speaks a first part, and then whatever the test wants next. */
function beginning(then: (response: ServerResponse) => void) {
  return (_question: unknown, response: ServerResponse): void => {
    response.setHeader('content-type', 'audio/mpeg').write('<a first part', () => {
      then(response)
    })
  }
}

test('[SPEECH2] without a service speech is 503, and the token comes first', async () => {
  await using home = await startTestGateway()
  const stranger = await fetch(`${home.url}/api${SPEECH}`, { method: 'POST' })
  expect([stranger.status, await stranger.json()]).toEqual([401, { message: 'Unauthorized: No token provided' }])
  const answer = await speak(home, { input: 'a word' })
  expect([answer.status, await answer.json()]).toEqual([503, { message: 'This gateway has no service that speaks' }])
})

test('[SPEECH1] a text is needed, and not a longer one than 12,000 characters', async () => {
  await using upstream = await startSpeechUpstream()
  await using home = await openAt(upstream)
  const refusals = [
    [{}, 'text is required'],
    [{ input: '  ' }, 'text is required'],
    [{ text: 'x'.repeat(12_001) }, 'text is too long (max 12000 chars)'],
  ] as const
  for (const [body, message] of refusals) {
    const answer = await speak(home, body)
    expect([answer.status, await answer.json()]).toEqual([400, { message }])
  }
  const nothing = await home.call('alice', 'POST', SPEECH)
  expect([nothing.status, await nothing.json()]).toEqual([400, { message: 'text is required' }])
  expect(upstream.asked).toEqual([])
})

test('[SPEECH2] [SPEECH4] the service is asked for MP3 by its key, and the whole of it is answered', async () => {
  await using upstream = await startSpeechUpstream()
  await using home = await openAt(upstream, { MEW_SPEECH_KEY: 'the key' })
  const answer = await speak(home, { input: ' a word ', speed: 2, response_format: 'wav' })
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    'audio/mpeg',
    'no-store',
  ])
  expect(answer.headers.get('content-length')).toBe('8')
  expect(await answer.text()).toBe('<a word>')
  const [{ path, headers } = { path: '', headers: {} }] = upstream.asked
  expect([path, headers.authorization, headers['content-type']]).toEqual([
    '/v1/audio/speech',
    'Bearer the key',
    'application/json',
  ])
  expect(asksOf(upstream)).toEqual([{ model: 'namiai', voice: 'doubao', input: 'a word', response_format: 'mp3' }])
})

test('[SPEECH2] the protocol’s names of models and voices stand for what the service calls them', async () => {
  await using upstream = await startSpeechUpstream()
  await using home = await openAt(upstream, { MEW_SPEECH_MODEL: 'tts-1', MEW_SPEECH_VOICE: 'alloy' })
  const wanted = [{}, { model: 'namiai', voice: 'doubao' }, { model: 'other', voice: 'echo' }, { model: 'qwen3-tts' }]
  for (const names of wanted) await speak(home, { input: 'a', ...names })
  expect(asksOf(upstream)).toMatchObject([
    { model: 'tts-1', voice: 'alloy' },
    { model: 'tts-1', voice: 'alloy' },
    { model: 'tts-1', voice: 'echo' },
    { model: 'qwen3-tts', voice: 'alloy' },
  ])
})

test('[SPEECH3] a long text is spoken in pieces, one after the other', async () => {
  await using upstream = await startSpeechUpstream()
  await using home = await openAt(upstream)
  const sentences = ['早'.repeat(1000), '上'.repeat(1000), '好'.repeat(700)].map((words) => `${words}。`)
  const answer = await speak(home, { input: sentences.join('') })
  expect(await answer.text()).toBe(`<${sentences[0]}><${sentences[1]}${sentences[2]}>`)
})

test('[SPEECH4] a stream has each part as it comes', async () => {
  let release = (): void => undefined
  await using upstream = await startSpeechUpstream(
    beginning((response) => {
      release = () => response.end(', a second>')
    }),
  )
  await using home = await openAt(upstream)
  const answer = await speak(home, { input: 'a', stream: true, stream_format: 'audio' })
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    'audio/mpeg',
    'no-store',
  ])
  expect(answer.headers.get('content-length')).toBeNull()
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect(await reader?.read()).toEqual({ done: false, value: '<a first part' })
  release()
  expect(await reader?.read()).toEqual({ done: false, value: ', a second>' })
  expect(await reader?.read()).toMatchObject({ done: true })
})

test('[SPEECH4] only `true` streams', async () => {
  await using upstream = await startSpeechUpstream()
  await using home = await openAt(upstream)
  for (const stream of ['true', 1, {}, null, false]) {
    const answer = await speak(home, { input: 'a', stream, stream_format: 'sse' })
    expect([answer.headers.get('content-type'), answer.headers.get('content-length')]).toEqual(['audio/mpeg', '3'])
  }
})

test('[SPEECH5] an event stream has each part in an event, and then what there was in all', async () => {
  await using upstream = await startSpeechUpstream()
  await using home = await openAt(upstream)
  const text = `${'一'.repeat(1799)}。two`
  const answer = await speak(home, { input: text, stream: true, stream_format: 'sse' })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
  const events = (await answer.text())
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => JSON.parse(event.replace(/^data: /, '')) as { type: string; audio?: string })
  const done = events.pop()
  expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['speech.audio.delta']))
  const audio = Buffer.concat(events.map((event) => Buffer.from(event.audio ?? '', 'base64')))
  expect(String(audio)).toBe(`<${'一'.repeat(1799)}。><two>`)
  expect(done).toEqual({
    type: 'speech.audio.done',
    usage: { input_text_length: 1803, output_audio_bytes: audio.length },
  })
})

const ways = [{}, { stream: true }, { stream: true, stream_format: 'sse' }]

test.each(ways)('[SPEECH6] what the service refuses is 400 before the answer has begun: %j', async (way) => {
  const answers: ((response: ServerResponse) => void)[] = [
    (response) => response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"no key like sk-123"}'),
    (response) => response.writeHead(503).end(),
    (response) => response.setHeader('content-type', 'application/json').end('{}'),
    (response) => response.setHeader('content-type', 'audio/wav').end('RIFF'),
    (response) => response.setHeader('content-type', 'audio/mpeg').end(),
  ]
  await using upstream = await startSpeechUpstream((question, response) => {
    const { input } = JSON.parse(String(question.body)) as { input: string }
    answers[Number(input)]?.(response)
  })
  await using home = await openAt(upstream)
  const heard: unknown[] = []
  for (const input of Object.keys(answers)) {
    const answer = await speak(home, { input, ...way })
    heard.push([answer.status, await answer.json()])
  }
  expect(heard).toEqual([
    [400, { message: 'TTS upstream: the answer was 401' }],
    [400, { message: 'TTS upstream: the answer was 503' }],
    [400, { message: 'TTS upstream: the answer was something else' }],
    [400, { message: 'TTS upstream: the answer was something else' }],
    [400, { message: 'TTS upstream: the answer was empty' }],
  ])
})

test.each(ways)('[SPEECH6] where it cannot be reached, or leads elsewhere, it is 500: %j', async (way) => {
  const gone = await startSpeechUpstream()
  await gone[Symbol.asyncDispose]()
  await using moved = await startSpeechUpstream((_question, response) => {
    response.writeHead(307, { location: 'http://example.test/' }).end()
  })
  for (const upstream of [gone, moved]) {
    await using home = await startTestGateway({ environment: { MEW_SPEECH_URL: upstream.base }, logLevel: 'silent' })
    const answer = await speak(home, { input: 'a', ...way })
    expect([answer.status, await answer.json()]).toEqual([500, { message: 'Internal Server Error' }])
  }
})

test.each(ways.slice(1))('[SPEECH7] an answer that has begun and fails is cut: %j', async (way) => {
  let cut = (): void => undefined
  await using upstream = await startSpeechUpstream(
    beginning((response) => {
      cut = () => response.destroy()
    }),
  )
  await using home = await openAt(upstream)
  const answer = await speak(home, { input: 'a', ...way })
  const reader = answer.body?.getReader()
  expect(await reader?.read()).toMatchObject({ done: false })
  cut()
  await expect(reader?.read()).rejects.toThrow('terminated')
})

test.each(ways.slice(1))('[SPEECH7] so is one whose second piece is refused: %j', async (way) => {
  await using upstream = await startSpeechUpstream((question, response) => {
    if (upstream.asked.length === 1) speaks(question, response)
    else response.writeHead(429).end()
  })
  await using home = await openAt(upstream)
  const answer = await speak(home, { input: 'x'.repeat(1801), ...way })
  expect(answer.status).toBe(200)
  await expect(answer.text()).rejects.toThrow('terminated')
})

test('[SPEECH7] the whole of it is refused where one piece is', async () => {
  await using upstream = await startSpeechUpstream((question, response) => {
    if (upstream.asked.length === 1) speaks(question, response)
    else response.writeHead(429).end()
  })
  await using home = await openAt(upstream)
  const answer = await speak(home, { input: 'x'.repeat(1801) })
  expect([answer.status, await answer.json()]).toEqual([400, { message: 'TTS upstream: the answer was 429' }])
})

test.each([
  ...ways.map((way) => [way, beginning(() => undefined)] as const),
  [{ voice: 'slow' }, (): void => undefined] as const,
])('[SPEECH8] nobody is spoken to who has gone: %j', async (way, answering) => {
  await using upstream = await startSpeechUpstream(answering)
  await using home = await openAt(upstream)
  const leaving = new AbortController()
  const answer = fetch(`${home.url}/api${SPEECH}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await home.tokenOf('alice')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ input: 'a', ...way }),
    signal: leaving.signal,
  }).then((response) => response.text())
  await upstream.waitFor(1)
  leaving.abort()
  await expect(answer).rejects.toThrow('aborted')
  await upstream.left()
  expect((await home.call('alice', 'GET', '/users/@me')).status).toBe(200)
})
