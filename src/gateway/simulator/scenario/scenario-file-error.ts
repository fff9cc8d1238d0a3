import { ScenarioError } from '../scenarios.ts'

/** Something that is wrong with a scenario's file, and where: lines and columns count from one. */
export interface ScenarioProblem {
  readonly line: number
  readonly column: number
  /** As `world.servers.home.owner`; empty where the text itself cannot be read. */
  readonly path: string
  readonly message: string
}

const sentence = (file: string, { line, column, path, message }: ScenarioProblem): string =>
  `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${message}`

/** A file that is no scenario, with everything that is wrong with it. */
export class ScenarioFileError extends ScenarioError {
  readonly problems: readonly ScenarioProblem[]

  constructor(file: string, problems: readonly ScenarioProblem[]) {
    super(problems.map((problem) => sentence(file, problem)).join('\n'))
    this.problems = problems
  }
}
