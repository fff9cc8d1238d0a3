/** The page knows no Node. Only the test of the tokens reads a file: vitest hands out no text of style sheets. */
declare module 'node:fs' {
  export function readFileSync(file: URL, encoding: 'utf8'): string
}
