import type { ActionName, TimelineStep } from '#shared/simulator/scenario-file.ts'
import type { Refs } from './refs.ts'
import type { Texts } from './texts.ts'

/** What is done in one step of a timeline. */
export type Deed = { readonly [Name in ActionName]?: TimelineStep[Name] }

/** Writes down what people did: knows what everything is called, and what could not be written down. */
export interface Scribe {
  readonly refs: Refs
  readonly texts: Texts
  /** Somebody's reference by the name or id they have in the journal. */
  readonly person: (name: string | undefined) => string | undefined
  /** A message of the past, or one that was sent since. */
  readonly message: (id: unknown) => string | undefined
  /** Gives a message its reference; whether it is a new one. */
  readonly said: (id: string) => { readonly ref: string; readonly isNew: boolean }
  /** The roles somebody has in a server, besides the one that all have; changes with what is set. */
  readonly setRoles: (place: { readonly server: string; readonly person: string }, roles: readonly string[]) => Change
  readonly channelOfWebhook: (webhook: string) => string | undefined
  readonly ownerOf: (server: string) => string | undefined
  /** The role that all have in a server that was made since. */
  readonly learnServer: (id: string, ref: string, owner: string) => void
  readonly omit: (what: string) => undefined
}

export interface Change {
  readonly given: readonly string[]
  readonly taken: readonly string[]
}
