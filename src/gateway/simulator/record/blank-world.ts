import { mapTexts } from '#shared/simulator/placeholder.ts'
import type { PastMessage, WorldFile } from '#shared/simulator/scenario-world.ts'
import { blank } from './texts.ts'

type ServerFile = NonNullable<WorldFile['servers']>[string]

const EXAMPLE_PAGE = 'https://example.test/'

const mapValues = <Value, Result>(
  record: Readonly<Record<string, Value>> | undefined,
  change: (value: Value) => Result,
): Record<string, Result> =>
  Object.fromEntries(Object.entries(record ?? {}).map(([ref, value]) => [ref, change(value)] as const))

/** What has no name is called by its reference. */
function nameless<Named extends { name?: string | undefined }>(named: Named | null): Omit<Named, 'name'> | null {
  if (named === null) return null
  const { name: _name, ...rest } = named
  return rest
}

function blankMessage({ text, plainText, as, payload, files, ...rest }: PastMessage): PastMessage {
  return {
    ...rest,
    ...(text === undefined ? {} : { text: blank(text) }),
    ...(plainText === undefined ? {} : { plainText: blank(plainText) }),
    ...(as === undefined ? {} : { as: blank(as) }),
    ...(payload === undefined ? {} : { payload: mapValues(payload, (value) => mapTexts(value, blank)) }),
    ...(files === undefined ? {} : { files: files.map(blankFile) }),
  }
}

/** How a name ends says what kind of file it is. */
export function blankFile<NamedFile extends { name: string; text?: string | undefined }>(file: NamedFile): NamedFile {
  const [ending = ''] = /\.[a-z0-9]{1,16}$/i.exec(file.name) ?? []
  const name = blank(file.name.slice(0, file.name.length - ending.length)) + ending
  return { ...file, name, ...(file.text === undefined ? {} : { text: blank(file.text) }) }
}

function blankServer({ name: _name, roles, categories, channels, ...rest }: ServerFile): ServerFile {
  return {
    ...rest,
    ...(roles === undefined ? {} : { roles: mapValues(roles, nameless) }),
    ...(categories === undefined ? {} : { categories: mapValues(categories, nameless) }),
    channels: mapValues(channels, (channel) => {
      if (channel === null) return null
      const { name: _channelName, topic, url, ...kept } = channel
      return {
        ...kept,
        ...(topic === undefined ? {} : { topic: blank(topic) }),
        ...(url === undefined ? {} : { url: EXAMPLE_PAGE }),
      }
    }),
  }
}

/** A world in which nothing can be read that anybody wrote, and everybody is called by their reference. */
export function blankWorld({ people, servers, stickers, webhooks, bots, history, ...rest }: WorldFile): WorldFile {
  const { messages, generate } = history ?? {}
  return {
    ...rest,
    people: mapValues(people, nameless),
    ...(servers === undefined ? {} : { servers: mapValues(servers, blankServer) }),
    ...(stickers === undefined ? {} : { stickers: mapValues(stickers, ({ name: _name, ...kept }) => kept) }),
    ...(webhooks === undefined ? {} : { webhooks: mapValues(webhooks, ({ name: _name, ...kept }) => kept) }),
    ...(bots === undefined ? {} : { bots: mapValues(bots, ({ name: _name, ...kept }) => kept) }),
    ...(history === undefined
      ? {}
      : {
          history: {
            ...(messages === undefined ? {} : { messages: messages.map(blankMessage) }),
            ...(generate === undefined ? {} : { generate }),
          },
        }),
  }
}
