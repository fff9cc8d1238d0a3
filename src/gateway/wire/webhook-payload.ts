import { urlOf, type FileAddress } from './file-address.ts'

type Payload = Readonly<Record<string, unknown>>

/** Every member of this name is a file: its key, its address, or a list of either. */
const isFileName = (name: string): boolean => name.startsWith('s3_')

function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `isFile`: whether a text that stands here, or in a list here, is one. */
function completed(value: unknown, isFile: boolean, fileAddress: FileAddress): unknown {
  if (typeof value === 'string') return isFile ? urlOf(fileAddress, value.trim()) : value
  if (Array.isArray(value)) return value.map((each: unknown) => completed(each, isFile, fileAddress))
  return isObject(value) ? withMembers(value, fileAddress) : value
}

function withMembers(payload: Payload, fileAddress: FileAddress): Payload {
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [name, completed(value, isFileName(name), fileAddress)]),
  )
}

/**
 * What a webhook sent along, with addresses for the files it names by their keys: cards' at any depth (MB-8.2), and the
 * picture it chose.
 */
export function withCardFiles(payload: Payload, fileAddress: FileAddress): Payload {
  const card = withMembers(payload, fileAddress)
  const chosen = card['overrides']
  if (!isObject(chosen) || typeof chosen['avatarUrl'] !== 'string') return card
  return { ...card, overrides: { ...chosen, ...fileAddress(chosen['avatarUrl']) } }
}
