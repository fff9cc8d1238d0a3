import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import * as z from 'zod/mini'
import { scenarioFile, type ScenarioFile } from '#shared/simulator/scenario-file.ts'
import { allowedKeys } from './allowed-keys.ts'
import { checkReferences } from './check-references.ts'
import type { Complaint, Path } from './complaint.ts'
import { ScenarioFileError, type ScenarioProblem } from './scenario-file-error.ts'

// zod/mini carries no texts of its own.
z.config(z.locales.en())

type Issue = z.core.$ZodIssue

/** Aliases of YAML may not unfold to more than this. */
const MAX_ALIASES = 100

/** Where in the text something stands: what the path leads to, or as far as it leads. */
function offsetOf(document: Document, { path, key }: Complaint): number {
  if (key === true) {
    const holder: unknown = document.getIn(path.slice(0, -1), true)
    const pairs = isMap(holder) ? holder.items : []
    const pair = pairs.find((each) => isScalar(each.key) && each.key.value === path.at(-1))
    if (pair !== undefined && isScalar(pair.key) && pair.key.range) return pair.key.range[0]
  }
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

function complaintsOf(issue: Issue): Complaint[] {
  // Paths into data that was read from a text hold names and numbers only.
  const path = issue.path as Path
  if (issue.code === 'unrecognized_keys') {
    const allowed = allowedKeys(scenarioFile, path).join(', ')
    return issue.keys.map((key) => ({
      path: [...path, key],
      key: true,
      message: `Unknown key: expected one of ${allowed}`,
    }))
  }
  if (issue.code === 'invalid_key') return [{ path, key: true, message: issue.issues[0]?.message ?? issue.message }]
  return [{ path, message: issue.message }]
}

/** What of the text is no scenario, by its form first: references are looked up where the form is right. */
export function complaintsAbout(value: unknown): Complaint[] {
  const parsed = scenarioFile.safeParse(value)
  return parsed.success ? checkReferences(parsed.data) : parsed.error.issues.flatMap(complaintsOf)
}

/**
 * A scenario out of its text, YAML or JSON, which is YAML too.
 * @throws ScenarioFileError that says where what is wrong
 */
export function readScenario(file: string, text: string): ScenarioFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, message }) => ({ ...at(pos[0]), path: '', message }))
    throw new ScenarioFileError(file, problems)
  }
  const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES })
  const problems = complaintsAbout(value).map((complaint): ScenarioProblem => {
    const { path, message } = complaint
    return { ...at(offsetOf(document, complaint)), path: path.join('.'), message }
  })
  if (problems.length > 0)
    throw new ScenarioFileError(
      file,
      problems.toSorted((a, b) => a.line - b.line || a.column - b.column),
    )
  return scenarioFile.parse(value)
}
