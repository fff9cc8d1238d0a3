import type { Socket } from 'socket.io'
import type { UserId } from '#shared/models/ids.ts'

/** Rooms that are decided upon together, by the name of their group. */
export type RoomGroups = ReadonlyMap<string, ReadonlySet<string>>

/** In which rooms people's sockets stand. A group is a server with its channels, or what is a person's own. */
export interface RoomMoves {
  /** Whether somebody has a socket, in its rooms or on its way there; and everybody who has. */
  readonly isConnected: (user: string) => boolean
  readonly connected: () => readonly string[]
  /** Puts a fresh socket into its first rooms, or one that had only some into all of them. */
  readonly enter: (socket: Socket, groups: RoomGroups) => void
  /** Puts every socket of somebody that has entered into exactly these rooms of one group. */
  readonly move: (user: string, group: string, rooms: ReadonlySet<string>) => void
  /** The same for all groups: whatever is not named is left. */
  readonly moveAll: (user: string, groups: RoomGroups) => void
}

/** Who is online: whoever has a reason to be, a socket or a service that answers for them, counted, not flagged (GW-5). */
export interface Presence {
  /** Counts one more reason; true where it is the first one and the others must hear. */
  readonly arrive: (user: UserId) => boolean
  /** Counts one less. Without any, somebody stays online for the grace, and not a moment where it is 0. */
  readonly leave: (user: UserId, graceMs: number) => void
  readonly online: () => UserId[]
  readonly stop: () => void
}

/**
 * What is true of people while they are connected. Services never see it: they plan rooms and publish. One gateway
 * holds it in its memory; several would share it behind this same interface (decision 8).
 */
export interface LiveState {
  readonly rooms: RoomMoves
  readonly presence: Presence
}
