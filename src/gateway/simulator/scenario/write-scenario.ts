import { Document, isCollection, isNode, visit } from 'yaml'
import type { ScenarioFile } from '#shared/simulator/scenario-file.ts'

/** Lists of which each entry is a line of its own. */
const lists: readonly (readonly string[])[] = [
  ['timeline'],
  ['expect'],
  ['faults'],
  ['world', 'directs'],
  ['world', 'reads'],
  ['world', 'history', 'messages'],
  ['world', 'history', 'generate'],
]

/** A scenario as YAML, as people write one: a message and a step a line. */
export function writeScenario(scenario: ScenarioFile): string {
  const document = new Document(scenario, { aliasDuplicateObjects: false })
  for (const path of lists) {
    const list: unknown = document.getIn(path, true)
    for (const entry of isCollection(list) ? list.items : []) if (isCollection(entry)) entry.flow = true
  }
  // Within a line there is no other way to write one that goes on below.
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === 'string' && /[\n\r\u0085\u2028\u2029]/.test(node.value)) node.type = 'QUOTE_DOUBLE'
    },
  })
  // Whatever is empty or without anything in it stays where its name stands.
  visit(document, {
    Collection: (_key, node) => {
      if (isNode(node) && node.items.length === 0) node.flow = true
    },
  })
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}
