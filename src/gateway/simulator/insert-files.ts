import { insertFile } from '../database/file-rows.ts'
import type { GatewayParts } from '../gateway-parts.ts'
import { resolve, type WorldContext } from './world-context.ts'
import type { FileSpec, MessageSpec, WorldSpec } from './world-spec.ts'

const filesOf = ({ files = [], voice }: MessageSpec): readonly FileSpec[] =>
  voice === undefined ? files : [...files, voice.file]

const extensionOf = ({ name }: FileSpec): string => /\.[A-Za-z0-9]{1,16}$/.exec(name)?.[0] ?? ''

/** Puts the files of messages where files lie; their keys are of chance, as any file's are. */
export async function storeFiles({ files }: GatewayParts, spec: WorldSpec): Promise<ReadonlyMap<FileSpec, string>> {
  const keys = new Map<FileSpec, string>()
  for (const file of (spec.messages ?? []).flatMap(filesOf))
    keys.set(file, await files.put(file.bytes, extensionOf(file)))
  return keys
}

/** Notes the files of messages, each its author's and of its channel. */
export async function insertFiles({ writer, spec, ids, madeAt, files }: WorldContext): Promise<void> {
  for (const message of spec.messages ?? []) {
    for (const file of filesOf(message)) {
      await insertFile(writer, {
        key: files.get(file) ?? '',
        uploaderId: resolve(ids.people, message.author),
        channelId: resolve(ids.channels, message.channel),
        filename: file.name,
        contentType: file.type,
        size: file.bytes.byteLength,
        createdAt: madeAt,
      })
    }
  }
}
