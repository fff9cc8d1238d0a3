import type { Writer } from '../database/open-database.ts'
import { ScenarioError } from './scenarios.ts'
import type { FileSpec, WorldIds, WorldSpec } from './world-spec.ts'

/** An id that depends on nothing but the seed and the reference. */
export type IdOf = (kind: string, ref: string) => string

export interface WorldContext {
  readonly writer: Writer
  readonly spec: WorldSpec
  readonly ids: WorldIds
  readonly idOf: IdOf
  readonly pictures: Pictures
  /** Keys of the files of messages. */
  readonly files: ReadonlyMap<FileSpec, string>
  /** ISO time at which everything but the messages was made. */
  readonly madeAt: string
}

/** Keys of the pictures, by `person ref`, `server ref`, `webhook ref` and `sticker ref`. */
export type Pictures = ReadonlyMap<string, string>

/** Looks a reference up, or says which one is missing. */
export function resolve(ids: ReadonlyMap<string, string>, ref: string): string {
  const id = ids.get(ref)
  if (id === undefined) throw new ScenarioError(`The world speaks of "${ref}", who or which is not in it`)
  return id
}
