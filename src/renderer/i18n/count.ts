/** The words of one thing and of several: English knows no other forms. */
export function counted(count: number, one: string, several: string): string {
  // Up to here both write it alike, and the first number written out for a language costs a few milliseconds.
  const digits = count < 1_000 ? String(count) : count.toLocaleString('en')
  return `${digits} ${count === 1 ? one : several}`
}
