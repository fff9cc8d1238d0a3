export interface Complaint {
  readonly path: string
  readonly message: string
}

/** What the control API said no to, in its own words; status 0 where nothing answered. */
export class ControlError extends Error {
  readonly status: number
  readonly complaints: readonly Complaint[]

  constructor(status: number, message: string, complaints: readonly Complaint[] = []) {
    super(message)
    this.name = 'ControlError'
    this.status = status
    this.complaints = complaints
  }
}

export const isGone = (error: unknown): boolean => error instanceof ControlError && error.status === 0

export const isLockedOut = (error: unknown): boolean => error instanceof ControlError && error.status === 401

export const isMissing = (error: unknown): boolean => error instanceof ControlError && error.status === 404
