/** What went wrong without anybody waiting for an answer. Never give it a token or what people wrote. */
export function logProblem(what: string, error?: unknown): void {
  const why = error instanceof Error ? `: ${error.message}` : ''
  process.stderr.write(`mew-desktop: ${what}${why}\n`)
}
