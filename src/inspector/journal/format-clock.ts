/** The gateway's time of day to the millisecond, as `mew-gateway events` has it: in UTC. */
export const formatClock = (ms: number): string => new Date(ms).toISOString().slice(11, 23)

/** So many of something, with its thousands apart. */
export const formatCount = (count: number): string => count.toLocaleString('en')
