import { isFileKey } from '../files/file-key.ts'
import { urlOf, type FileAddress } from './file-address.ts'

type Payload = Readonly<Record<string, unknown>>
type Change = (file: string) => string

/** Every member of this name is a file: its key, its address, or a list of either. */
const isFileName = (name: string): boolean => name.startsWith('s3_')

function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `isFile`: whether a text that stands here, or in a list here, is one. */
function changed(value: unknown, isFile: boolean, change: Change): unknown {
  if (typeof value === 'string') return isFile ? change(value.trim()) : value
  if (Array.isArray(value)) return value.map((each: unknown) => changed(each, isFile, change))
  return isObject(value) ? withMembers(value, change) : value
}

function withMembers(payload: Payload, change: Change): Payload {
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [name, changed(value, isFileName(name), change)]),
  )
}

/** The payload with its files changed: those of a card at any depth (MB-8.2), and the picture of its sender. */
function withFiles(payload: Payload, change: Change): Payload {
  const card = withMembers(payload, change)
  const sender = card['overrides']
  if (!isObject(sender) || typeof sender['avatarUrl'] !== 'string') return card
  return { ...card, overrides: { ...sender, avatarUrl: change(sender['avatarUrl']) } }
}

/** What a webhook sent along, with addresses for the files it names by their keys. */
export const withCardFiles = (payload: Payload, fileAddress: FileAddress): Payload =>
  withFiles(payload, (file) => urlOf(fileAddress, file))

/** The keys of the files that a webhook names. */
export function cardFileKeys(payload: Payload): string[] {
  const keys: string[] = []
  withFiles(payload, (file) => {
    if (isFileKey(file)) keys.push(file)
    return file
  })
  return keys
}
