import * as z from 'zod/mini'
import { durationMs } from '#shared/simulator/duration.ts'
import type { Message } from '#shared/models/message.ts'
import { createFileAddress } from '../../wire/file-address.ts'
import { toMessages } from '../../wire/messages.ts'
import type { Random } from '../random.ts'
import { sentence } from '../scenario/phrases.ts'
import { sampleFile, sampleRecording } from '../scenario/sample-files.ts'
import { ScenarioError } from '../scenarios.ts'
import type { FileSpec } from '../world-spec.ts'
import { lookUp } from './directory.ts'
import { messageOf, withMentions, type Action, type Outcome, type Scene } from './scene.ts'

type Sending = Action<'send'>

/** What a step sends, once chance has had its say. */
interface Said {
  readonly person: string
  readonly channelId: string
  readonly content: string
}

const created = z.object({ _id: z.string() })
const uploaded = z.object({ filename: z.string(), contentType: z.string(), key: z.string(), size: z.number() })
type Uploaded = z.infer<typeof uploaded>

function oneOf(random: Random, choice: string | readonly string[]): string {
  return typeof choice === 'string' ? choice : random.pick(choice)
}

async function upload(file: FileSpec, { person, channelId }: Said, { cast }: Scene): Promise<Uploaded> {
  const body = new FormData()
  body.set('file', new Blob([Buffer.from(file.bytes)], { type: file.type }), file.name)
  const answer = await cast.ask(person, { method: 'POST', path: `/channels/${channelId}/uploads`, body })
  if (answer?.ok !== true) throw new ScenarioError(`"${file.name}" was not taken: ${answer?.status ?? 'no answer'}`)
  return uploaded.parse(await answer.json())
}

async function uploadAll(files: readonly FileSpec[], said: Said, scene: Scene): Promise<Uploaded[]> {
  const all: Uploaded[] = []
  // One after the other, so that they come in the same order in every run.
  for (const file of files) all.push(await upload(file, said, scene))
  return all
}

/** A message as clients have it, with its files as links. */
async function shownMessage(ref: string, scene: Scene): Promise<Message | undefined> {
  const { gateway } = scene
  const { reader } = gateway.parts.database
  const { id } = await messageOf(scene, ref)
  const rows = await reader.selectFrom('message').selectAll().where('id', '=', id).execute()
  const [message] = await toMessages(reader, createFileAddress({ staticBase: () => gateway.url }), rows)
  return message
}

/** What kind of message it is, where it is none of words alone. */
async function kindOf(sending: Sending, said: Said, scene: Scene): Promise<object> {
  const { sticker, voice, forward, type, payload } = sending
  if (sticker !== undefined) {
    return { type: 'message/sticker', payload: { stickerId: lookUp(scene.directory.stickers, sticker) } }
  }
  if (voice !== undefined) {
    const [recording] = await uploadAll([sampleRecording(durationMs(voice))], said, scene)
    return { type: 'message/voice', payload: { voice: { ...recording, durationMs: durationMs(voice) } } }
  }
  if (forward !== undefined) {
    return { type: 'app/x-forward-card', payload: { forwardedMessage: await shownMessage(forward, scene) } }
  }
  return { ...(type === undefined ? {} : { type }), ...(payload === undefined ? {} : { payload }) }
}

async function bodyOf(sending: Sending, said: Said, scene: Scene): Promise<object> {
  const { plainText, reply, nonce, files = [] } = sending
  const kind: { readonly payload?: object } = await kindOf(sending, said, scene)
  const attachments = await uploadAll(files.map(sampleFile), said, scene)
  return {
    content: said.content,
    ...(plainText === undefined ? {} : { plainText }),
    ...(reply === undefined ? {} : { referencedMessageId: (await messageOf(scene, reply)).id }),
    ...(attachments.length === 0 ? {} : { attachments }),
    ...kind,
    ...(nonce === undefined ? {} : { payload: { ...kind.payload, clientNonce: nonce } }),
  }
}

/** By its address, which nobody but the gateway knows here. */
async function sendByWebhook(
  { as, type, payload }: Sending,
  { person, content }: Said,
  scene: Scene,
): Promise<Outcome> {
  const { token, id } = await scene.gateway.parts.database.reader
    .selectFrom('webhook')
    .select(['id', 'token'])
    .where('id', '=', lookUp(scene.directory.webhooks, person))
    .executeTakeFirstOrThrow()
  const body = { content, username: as, type, payload }
  return scene.cast.askOpenly({ method: 'POST', path: `/webhooks/${id}/${token}`, body })
}

async function wordsOf({ text, files, sticker, voice, forward, type }: Sending, scene: Scene): Promise<string> {
  if (text !== undefined) return withMentions(text, scene)
  const speaks = [files, sticker, voice, forward, type].every((other) => other === undefined)
  return speaks ? sentence(scene.random) : ''
}

/** Somebody, or a webhook, says something; of what they said the reference is learned. */
export async function send(sending: Sending, scene: Scene): Promise<Outcome> {
  const { random, directory, cast } = scene
  const person = oneOf(random, sending.by)
  const channelId = lookUp(directory.channels, oneOf(random, sending.channel))
  const said = { person, channelId, content: await wordsOf(sending, scene) }
  const path = `/channels/${channelId}/messages`
  const answer = directory.webhooks.has(person)
    ? await sendByWebhook(sending, said, scene)
    : await cast.ask(person, { method: 'POST', path, body: await bodyOf(sending, said, scene) })
  if (sending.ref !== undefined && answer?.ok === true) {
    const { _id: id } = created.parse(await answer.json())
    directory.messages.set(sending.ref, { id, channelId })
  }
  return answer
}
