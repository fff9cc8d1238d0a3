import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ScenarioFile } from '#shared/simulator/scenario-file.ts'
import { isScenarioFile } from '#shared/simulator/scenario-names.ts'
import { ScenarioError } from '../scenarios.ts'
import { readScenario } from './read-scenario.ts'

/** From the bundle, from a part of it in a folder of its own, and from the source. */
const folders = ['../../resources/scenarios', '../../../resources/scenarios', '../../../../resources/scenarios'].map(
  (relative) => path.join(import.meta.dirname, relative),
)

const EXTENSION = '.yaml'

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** Where the scenarios lie that come with the gateway, and which. */
async function shipped(): Promise<ReadonlyMap<string, string>> {
  for (const folder of folders) {
    try {
      const files = (await readdir(folder)).filter((file) => file.endsWith(EXTENSION)).toSorted()
      return new Map(files.map((file) => [path.basename(file, EXTENSION), path.join(folder, file)]))
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  return new Map()
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new ScenarioError(`The scenario ${file} cannot be read: ${error.message}`, { cause: error })
  }
}

/**
 * A scenario out of its file.
 * @throws ScenarioFileError where it is none, ScenarioError where it cannot be read
 */
export const loadFile = async (file: string): Promise<ScenarioFile> => readScenario(file, await textOf(file))

/** Those that come with the gateway do not change while it runs. */
const known = new Map<string, Promise<ScenarioFile>>()

async function loadKnown(name: string, file: string): Promise<ScenarioFile> {
  const read = known.get(name) ?? loadFile(file)
  known.set(name, read)
  return read
}

/** All that come with the gateway as files. */
export async function loadShipped(): Promise<readonly ScenarioFile[]> {
  return Promise.all([...(await shipped())].map(([name, file]) => loadKnown(name, file)))
}

/**
 * A scenario by its name, or by the path to its file.
 * @throws ScenarioError with the names there are
 */
export async function loadScenario(name: string): Promise<ScenarioFile> {
  if (isScenarioFile(name)) return loadFile(name)
  const files = await shipped()
  const file = files.get(name)
  if (file === undefined) {
    const names = ['empty', 'demo', ...files.keys()].join(', ')
    throw new ScenarioError(`There is no scenario "${name}": choose one of ${names}, or name a file as ./mine.yaml`)
  }
  return loadKnown(name, file)
}
