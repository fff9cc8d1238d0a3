/** Whether a disk refused something because nothing more goes onto it. */
export const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError'
