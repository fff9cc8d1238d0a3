/** What is wrong: its name, that there is none, what is in it, or where it would have to lie. */
type SnapshotFault = 'name' | 'missing' | 'broken' | 'place'

/** A snapshot that is not there, or not one that this version reads. */
export class SnapshotError extends Error {
  readonly kind: SnapshotFault

  constructor(kind: SnapshotFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}
