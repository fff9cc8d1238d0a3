import * as z from 'zod/mini'
import { fault } from '#shared/simulator/fault.ts'
import { isFileKey } from '../../files/file-key.ts'

const known = z.array(z.tuple([z.string(), z.string()]))
const count = z.int().check(z.gte(0))

/** The form of what follows. Another one is not read: nobody knows what it would leave out. */
export const SNAPSHOT_VERSION = 2

/** What stands before all else, as one line. */
export const snapshotHead = z.object({
  version: z.literal(SNAPSHOT_VERSION),
  scenario: z.string(),
  seed: z.int(),
  /** The clock when it was taken, and whether it ran; `savedAt` is what all the world's clocks said. */
  at: z.number(),
  running: z.boolean(),
  savedAt: z.number(),
  /** How far chance had come. */
  chance: z.int(),
  names: z.object({ people: known, servers: known, channels: known, roles: known }),
  faults: z.object({
    /** How long they had been standing: times in them count from then. */
    sinceMs: z.number(),
    made: count,
    standing: z.readonly(
      z.array(z.object({ id: z.string(), fault, enabled: z.boolean(), fitted: count, struck: count })),
    ),
  }),
  /** Sizes of what follows: the database, then each file. */
  database: count,
  files: z.array(z.object({ key: z.string().check(z.refine(isFileKey)), size: count })),
})
export type SnapshotHead = z.infer<typeof snapshotHead>

/** All of a gateway: what is stored, its time, its faults, and what chance has come to. */
export interface SnapshotData extends Omit<SnapshotHead, 'version' | 'database' | 'files'> {
  readonly database: Uint8Array
  readonly files: readonly { readonly key: string; readonly bytes: Uint8Array }[]
}
