import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..', '..')

function textsOf(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:test|spec)\.ts$/.test(file))
    .map((file) => readFileSync(path.join(root, folder, file), 'utf8'))
}

test.each(['protocol.md', 'simulator.md'])(
  'every rule of docs/%s is quoted by a test, and none that is not there',
  (file) => {
    const document = readFileSync(path.join(root, 'docs', file), 'utf8')
    const rules = new Set([...document.matchAll(/^- \*\*([A-Z]+\d+)\*\* /gm)].map((match) => match[1] ?? ''))
    const groups = new Set([...document.matchAll(/^## ([A-Z]+):/gm)].map((match) => match[1] ?? ''))
    const texts = ['src/gateway', 'src/shared', 'src/inspector', 'e2e/protocol', 'e2e/ui'].flatMap(textsOf).join('\n')
    const quoted = new Set(
      [...texts.matchAll(/\[([A-Z]+)(\d+)\] /g)]
        .filter(([, group = '']) => groups.has(group))
        .map(([, group = '', number = '']) => group + number),
    )
    expect([...quoted].toSorted()).toEqual([...rules].toSorted())
  },
)
