/** What the command line ends with (simulator: Command line); `exec` with what its command ended with. */
export const EXIT = { failure: 1, usage: 2, port: 3, scenario: 4, strict: 5 } as const
