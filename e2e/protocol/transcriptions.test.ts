import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { message as messageSchema, type Message } from '#shared/models/message.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { speaks, startSpeechUpstream, type SpeechUpstream, type UpstreamQuestion } from '../fixtures/speech-upstream.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'

const TRANSCRIPTIONS = '/v1/audio/transcriptions'
const sound = new File(['sound'], 'a "word".webm', { type: 'audio/webm' })

interface Sending {
  readonly home: TestGateway
  readonly person?: string
  readonly route?: string
}

type Fields = Readonly<Record<string, string | File>>

async function send({ home, person = 'alice', route = TRANSCRIPTIONS }: Sending, fields: Fields): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return fetch(`${home.url}/api${route}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await home.tokenOf(person)}` },
    body: form,
  })
}

const listen = (home: TestGateway, fields: Fields): Promise<Response> => send({ home }, fields)

const openAt = (upstream: SpeechUpstream, environment: Record<string, string> = {}): Promise<TestGateway> =>
  startTestGateway({ environment: { ...upstream.environment, ...environment }, logLevel: 'silent' })

/** The form that an upstream was sent, read by somebody else's reader. */
async function formIn({ headers, body }: UpstreamQuestion): Promise<Record<string, unknown>> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': headers['content-type'] ?? '' },
  }).formData()
  const file = form.get('file') as File
  return {
    ...Object.fromEntries(form),
    file: [file.name, file.type, await file.text()],
  }
}

const says = (answer: object, type = 'application/json') => {
  return (_question: UpstreamQuestion, response: ServerResponse): void => {
    response.setHeader('content-type', type).end(JSON.stringify(answer))
  }
}

test('[SPEECH9] without a service a recording is 503, and the token comes first', async () => {
  await using home = await startTestGateway()
  const stranger = await fetch(`${home.url}/api${TRANSCRIPTIONS}`, { method: 'POST' })
  expect([stranger.status, await stranger.json()]).toEqual([401, { message: 'Unauthorized: No token provided' }])
  const answer = await listen(home, { file: sound, model: 'm' })
  expect([answer.status, await answer.json()]).toEqual([503, { message: 'This gateway has no service that listens' }])
})

test('[SPEECH9] the file comes first, then the model, the format and the temperature', async () => {
  await using upstream = await startSpeechUpstream()
  await using home = await openAt(upstream)
  const refusals: [Record<string, string | File>, string][] = [
    [{ model: ' ', response_format: 'xml', temperature: 'hot' }, 'file is required'],
    [{ file: sound, response_format: 'xml', temperature: 'hot' }, 'model is required'],
    [{ file: sound, model: ' ' }, 'model is required'],
    [{ file: sound, model: 'm', response_format: 'xml', temperature: 'hot' }, 'response_format is invalid'],
    [{ file: sound, model: 'm', temperature: 'hot' }, 'temperature must be a number'],
    [{ file: sound, model: 'm', temperature: 'Infinity' }, 'temperature must be a number'],
  ]
  for (const [fields, message] of refusals) {
    const answer = await listen(home, fields)
    expect([answer.status, await answer.json()]).toMatchObject([400, { message }])
  }
  const json = await home.call('alice', 'POST', TRANSCRIPTIONS, { model: 'm' })
  expect([json.status, await json.json()]).toEqual([400, { message: 'file is required' }])
  expect(upstream.asked).toEqual([])
})

test('[SPEECH9] a recording of more than LIMIT_FILE_SIZE is 413', async () => {
  await using upstream = await startSpeechUpstream()
  await using home = await openAt(upstream, { LIMIT_FILE_SIZE: '0.001' })
  const answer = await listen(home, { file: new File(['x'.repeat(1049)], 'a.webm'), model: 'm' })
  expect([answer.status, await answer.json()]).toEqual([413, { message: 'file is too large' }])
})

test('[SPEECH9] the service gets the recording and what was asked, by its own key', async () => {
  await using upstream = await startSpeechUpstream()
  await using home = await openAt(upstream, { MEW_TRANSCRIPTION_KEY: 'the key' })
  const wishes = { model: 'm', language: 'en', prompt: 'Köln\r\nBonn', temperature: '0.5', other: 'x' }
  const answer = await listen(home, { ...wishes, file: sound, response_format: 'srt' })
  expect(answer.status).toBe(200)
  const [question] = upstream.asked
  if (question === undefined) throw new Error('Nobody was asked')
  expect([question.path, question.headers.authorization]).toEqual(['/v1/audio/transcriptions', 'Bearer the key'])
  expect(question.headers['content-length']).toBe(String(question.body.length))
  expect(await formIn(question)).toEqual({
    model: 'm',
    language: 'en',
    prompt: 'Köln\r\nBonn',
    temperature: '0.5',
    response_format: 'json',
    file: ['a "word".webm', 'audio/webm', 'sound'],
  })
})

test('[SPEECH9] what the service calls its model wins over what the client calls it', async () => {
  await using upstream = await startSpeechUpstream()
  await using home = await openAt(upstream, { MEW_TRANSCRIPTION_MODEL: 'ours' })
  await listen(home, { file: sound, model: 'theirs', temperature: '', language: ' ' })
  const [question] = upstream.asked
  if (question === undefined) throw new Error('Nobody was asked')
  expect(await formIn(question)).toEqual({
    model: 'ours',
    response_format: 'json',
    file: ['a "word".webm', 'audio/webm', 'sound'],
  })
})

test('[SPEECH10] a transcript is answered in the form that was asked for', async () => {
  await using upstream = await startSpeechUpstream(says({ text: '  one\n\ntwo --> three ' }))
  await using home = await openAt(upstream)
  const heard: Record<string, unknown> = {}
  for (const format of ['', 'json', 'text', 'srt', 'vtt']) {
    const answer = await listen(home, { file: sound, model: 'm', response_format: format })
    heard[format] = [answer.status, answer.headers.get('content-type'), await answer.text()]
  }
  const json = [200, 'application/json; charset=utf-8', '{"text":"one\\n\\ntwo --> three"}']
  expect(heard).toEqual({
    '': json,
    json,
    text: [200, 'text/plain; charset=utf-8', 'one\n\ntwo --> three'],
    srt: [200, 'application/x-subrip; charset=utf-8', '1\n00:00:00,000 --> 00:00:05,000\none\ntwo → three\n\n'],
    vtt: [200, 'text/vtt; charset=utf-8', 'WEBVTT\n\n00:00:00.000 --> 00:00:05.000\none\ntwo → three\n\n'],
  })
})

test.each([
  [{ text: 'hm', language: 'english' }, { language: 'en', temperature: '0.2' }, 'english', 0.2],
  [{ text: 'hm' }, { language: 'en' }, 'en', 0],
  [{ text: 'hm', language: null }, { language: ' ', temperature: '' }, 'zh', 0],
])('[SPEECH10] its whole form has one segment: %j', async (...[said, wishes, language, temperature]) => {
  await using upstream = await startSpeechUpstream(says(said))
  await using home = await openAt(upstream)
  const answer = await listen(home, { file: sound, model: 'm', response_format: 'verbose_json', ...wishes })
  expect(await answer.json()).toEqual({
    task: 'transcribe',
    language,
    duration: 5,
    text: 'hm',
    segments: [
      {
        id: 0,
        seek: 0,
        start: 0,
        end: 5,
        text: 'hm',
        tokens: [],
        temperature,
        avg_logprob: 0,
        compression_ratio: 0,
        no_speech_prob: 0,
      },
    ],
    words: [],
  })
})

test('[SPEECH11] whatever the service does wrong is 500', async () => {
  const answers: ((question: UpstreamQuestion, response: ServerResponse) => void)[] = [
    (_question, response) => response.writeHead(400, { 'content-type': 'application/json' }).end('{"text":"no"}'),
    (_question, response) => response.writeHead(302, { location: 'http://example.test/' }).end(),
    (_question, response) => response.destroy(),
    says({ text: 'no' }, 'text/plain'),
    says({ words: 'no' }),
    says({ text: 'x'.repeat(5_000_000) }),
  ]
  await using upstream = await startSpeechUpstream((question, response) => {
    answers[upstream.asked.length - 1]?.(question, response)
  })
  await using home = await openAt(upstream)
  for (const _answer of answers) {
    const answer = await listen(home, { file: sound, model: 'm' })
    expect([answer.status, await answer.json()]).toEqual([500, { message: 'Internal Server Error' }])
  }
  expect(upstream.asked.length).toBe(answers.length)
})

test('[SPEECH11] a recording is not kept, whatever came of it', async () => {
  using directory = createTemporaryDirectory()
  let fails = false
  await using upstream = await startSpeechUpstream((question, response) => {
    if (fails) response.writeHead(500).end()
    else speaks(question, response)
  })
  await using home = await startTestGateway({
    environment: upstream.environment,
    dataDirectory: directory.path,
    logLevel: 'silent',
  })
  expect((await listen(home, { file: sound, model: 'm' })).status).toBe(200)
  expect((await listen(home, { file: sound })).status).toBe(400)
  fails = true
  expect((await listen(home, { file: sound, model: 'm' })).status).toBe(500)
  expect(readdirSync(path.join(directory.path, 'files'))).toEqual([])
})

test('[SPEECH8] nobody is listened to who has gone', async () => {
  await using upstream = await startSpeechUpstream(() => undefined)
  await using home = await openAt(upstream)
  const leaving = new AbortController()
  const form = new FormData()
  form.append('file', sound)
  form.append('model', 'm')
  const answer = fetch(`${home.url}/api${TRANSCRIPTIONS}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await home.tokenOf('alice')}` },
    body: form,
    signal: leaving.signal,
  })
  await upstream.waitFor(1)
  leaving.abort()
  await expect(answer).rejects.toThrow('aborted')
  await upstream.left()
})

describe('a voice message', () => {
  const say = async (home: TestGateway, channel: string): Promise<Message> => {
    const at = `/channels/${home.channel(channel)}`
    const upload = await send({ home, route: `${at}/uploads` }, { file: sound })
    const { key } = (await upload.json()) as { key: string }
    const payload = { voice: { key, contentType: 'audio/webm', size: 5 } }
    const answer = await home.call('alice', 'POST', `${at}/messages`, { type: 'message/voice', payload })
    return messageSchema.parse(await answer.json())
  }

  const routeOf = ({ channelId, _id }: Readonly<Record<'channelId' | '_id', string>>): string =>
    `/channels/${channelId}/messages/${_id}/transcribe`

  const write = (home: TestGateway, message: Message, person = 'bob'): Promise<Response> =>
    send({ home, person, route: routeOf(message) }, { file: sound })

  test.each(['general', 'alice&bob'])('[SPEECH12] in %s is written down by whoever can hear it', async (channel) => {
    await using upstream = await startSpeechUpstream()
    await using home = await openAt(upstream)
    using alice = await readySocket(home.url, await home.tokenOf('alice'))
    const message = await say(home, channel)
    const answer = await write(home, message)
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/plain; charset=utf-8',
      'a word',
    ])
    const updated = messageSchema.parse(await alice.wait('MESSAGE_UPDATE'))
    expect(updated).toMatchObject({ _id: message._id, plainText: 'a word', context: expect.stringContaining('a word') })
    expect(updated.editedAt).toBeUndefined()
    const list = await home.call('bob', 'GET', `/channels/${message.channelId}/messages`)
    expect(await list.json()).toMatchObject([{ _id: message._id, plainText: 'a word' }])
    const [question] = upstream.asked
    if (question === undefined) throw new Error('Nobody was asked')
    expect(await formIn(question)).toMatchObject({ model: 'whisper-1', file: ['a "word".webm', 'audio/webm', 'sound'] })
  })

  test('[SPEECH12] under its server too', async () => {
    await using upstream = await startSpeechUpstream()
    await using home = await openAt(upstream)
    const route = `/servers/${home.ids.servers.get('home') ?? ''}${routeOf(await say(home, 'general'))}`
    expect((await send({ home, route }, { file: sound })).status).toBe(200)
  })

  test('[SPEECH12] has no transcript where there are no words, and no endless one', async () => {
    const texts = ['first', ' \n', '语'.repeat(6000)]
    await using upstream = await startSpeechUpstream((question, response) => {
      says({ text: texts[upstream.asked.length - 1] })(question, response)
    })
    await using home = await openAt(upstream)
    const message = await say(home, 'general')
    const heard: unknown[] = []
    for (const _text of texts) {
      const text = await (await write(home, message)).text()
      const list = await home.call('bob', 'GET', `/channels/${message.channelId}/messages`)
      const [stored] = (await list.json()) as Message[]
      heard.push([text, stored?.plainText])
    }
    const longest = '语'.repeat(5333)
    expect(heard).toEqual([
      ['first', 'first'],
      ['', undefined],
      [longest, longest],
    ])
  })

  test('[SPEECH12] needs a file, and is one', async () => {
    await using upstream = await startSpeechUpstream()
    await using home = await openAt(upstream)
    const words = await home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'hm' })
    const text = messageSchema.parse(await words.json())
    const nobody = { ...text, _id: 'f'.repeat(24) }
    const elsewhere = { ...(await say(home, 'general')), channelId: home.channel('random') }
    const gone = await say(home, 'general')
    await home.call('alice', 'DELETE', `/channels/${gone.channelId}/messages/${gone._id}`)
    const ask = async (message: Readonly<Record<'channelId' | '_id', string>>, fields: Fields): Promise<unknown> => {
      const answer = await send({ home, route: routeOf(message) }, fields)
      return [answer.status, ((await answer.json()) as { message: string }).message]
    }
    expect([
      await ask(text, { note: 'none' }),
      await ask(text, { file: sound }),
      await ask(nobody, { file: sound }),
      await ask(elsewhere, { file: sound }),
      await ask(gone, { file: sound }),
    ]).toEqual([
      [400, 'No file uploaded.'],
      [400, 'Only voice messages can be transcribed'],
      [404, 'Message not found'],
      [404, 'Message not found'],
      [400, 'Message has been retracted'],
    ])
    expect(upstream.asked).toEqual([])
  })

  test('[SPEECH12] is looked at once more when it has been heard', async () => {
    const held: ServerResponse[] = []
    await using upstream = await startSpeechUpstream((_question, response) => {
      held.push(response)
    })
    await using home = await openAt(upstream)
    const message = await say(home, 'general')
    const answer = write(home, message)
    await upstream.waitFor(1)
    await home.call('alice', 'DELETE', `/channels/${message.channelId}/messages/${message._id}`)
    for (const response of held) response.setHeader('content-type', 'application/json').end('{"text":"too late"}')
    expect((await answer).status).toBe(400)
  })

  test('[SPEECH9] without a service is 503 to whoever can hear it, and to nobody else', async () => {
    await using home = await startTestGateway()
    const message = await say(home, 'general')
    const stranger = await write(home, message, 'carol')
    expect([stranger.status, await stranger.json()]).toEqual([403, { message: 'You are not a member of this server.' }])
    const answer = await write(home, message)
    expect([answer.status, await answer.json()]).toEqual([503, { message: 'This gateway has no service that listens' }])
  })
})
