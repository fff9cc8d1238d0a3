import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import type { ExposedBridge } from '#shared/desktop-bridge.ts'

const root = path.join(import.meta.dirname, '../..')
const standIn = path.resolve(root, process.env['MEW_STANDIN'] ?? '../shared/electron-standin')

interface Call {
  readonly api: string
  readonly args: readonly unknown[]
}

interface Fault {
  readonly kind: string
  readonly text: string
}

interface WindowLook {
  readonly url: string
  readonly title: string
  readonly visible: boolean
  readonly focused: boolean
  readonly minimized: boolean
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

/** The part of the stand-in's driver that these tests use. */
export interface RunningDesktop {
  readonly process: { readonly connected: boolean }
  /** The journal so far: may lag behind what an awaited command has just done. */
  readonly calls: readonly Call[]
  readonly faults: readonly Fault[]
  readonly output: () => string
  readonly exited: Promise<number | string>
  readonly firstWindow: () => Promise<Page>
  readonly windows: () => Promise<readonly Page[]>
  readonly clickMenu: (path: string) => Promise<void>
  readonly windowStates: () => Promise<readonly WindowLook[]>
  readonly callsTo: (api: string) => Promise<readonly Call[]>
  readonly waitForCall: (api: string, fits?: (...args: never[]) => boolean) => Promise<Call>
  readonly evaluateMain: <Result>(
    run: (electron: never, argument: never) => Result,
    argument?: unknown,
  ) => Promise<Result>
  readonly answer: (name: string, value: unknown) => Promise<void>
  readonly securityReport: () => Promise<readonly Readonly<Record<string, unknown>>[]>
  readonly secondInstance: () => Promise<void>
  readonly closeWindow: (index?: number) => Promise<void>
  readonly crashRenderer: (index?: number) => Promise<void>
  readonly close: () => Promise<number | string>
}

interface LaunchOptions {
  readonly main: string
  readonly cwd: string
  readonly userData: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly answers: Readonly<Record<string, unknown>>
}

interface StandIn {
  readonly launch: (options: LaunchOptions) => Promise<RunningDesktop>
}

export interface DesktopOptions {
  /** Another start of the same profile. */
  readonly userData?: string
  readonly answers?: Readonly<Record<string, unknown>>
  /** The built page instead of the bare one. */
  readonly realPage?: boolean
  readonly args?: readonly string[]
}

export interface Desktop extends AsyncDisposable {
  readonly app: RunningDesktop
  readonly page: Page
  readonly userData: string
}

/** A page without an app in it: it only remembers what it is told, and is asked by the tests. */
const barePage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bare</title>
<script type="module" src="/assets/page.js"></script></head><body><main>Bare page</main></body></html>
`
const bareScript = `window.heard = []
window.bridge = window.desktop
for (const name of ['accountsChanged', 'sessionEnded']) {
  window.bridge.listen(name, (notice) => { window.heard.push({ name, notice }) })
}
`

/** The same for the inspector: it shows nothing, and asks what tests ask. */
const bareInspector = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bare inspector</title>
<script type="module" src="/__mew/inspector/assets/page.js"></script></head><body><main>Bare inspector</main></body></html>
`

async function makeProgram(folder: string, realPage: boolean): Promise<string> {
  const out = path.join(folder, 'out')
  for (const part of realPage ? ['main', 'preload', 'renderer', 'inspector'] : ['main', 'preload']) {
    await cp(path.join(root, 'out', part), path.join(out, part), { recursive: true })
  }
  // The demo's pictures: the gateway looks for them beside the built program.
  await cp(path.join(root, 'resources'), path.join(folder, 'resources'), { recursive: true })
  if (!realPage) {
    await mkdir(path.join(out, 'renderer/assets'), { recursive: true })
    await writeFile(path.join(out, 'renderer/index.html'), barePage)
    await writeFile(path.join(out, 'renderer/assets/page.js'), bareScript)
    await mkdir(path.join(out, 'inspector/assets'), { recursive: true })
    await writeFile(path.join(out, 'inspector/index.html'), bareInspector)
    await writeFile(path.join(out, 'inspector/assets/page.js'), "document.title = 'It runs'")
  }
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ name: 'mew-desktop', type: 'module' }))
  // Beside the program the stand-in looks for Electron's types, which tell what exists in this version.
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'dir')
  return path.join(out, 'main/index.js')
}

/** An app that ends before it has a window says why itself: whichever way the stand-in noticed it first, its words count. */
async function firstPage(app: RunningDesktop): Promise<Page> {
  const page = app.firstWindow()
  const ended = app.exited.then((code): never => {
    throw new Error(`the app ended (${String(code)}) before its window opened\n${app.output()}`)
  })
  try {
    return await Promise.race([page, ended])
  } catch (error) {
    // The line to a program that is ending breaks before its end is known.
    if (app.process.connected) throw error
    return await ended
  }
}

/** Starts the built app in the stand-in, in a folder of its own, and answers once its page has loaded. */
export async function startDesktop({
  userData,
  answers = {},
  realPage = false,
  args = [],
}: DesktopOptions = {}): Promise<Desktop> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mew-desktop-test-'))
  const profile = userData ?? path.join(folder, 'profile')
  const { launch } = (await import(pathToFileURL(path.join(standIn, 'launch.mjs')).href)) as StandIn
  let app: RunningDesktop | undefined
  const dispose = async (): Promise<void> => {
    await app?.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const main = await makeProgram(folder, realPage)
    app = await launch({ main, cwd: root, userData: profile, args, env: { MEW_OWNER_NAME: 'owner' }, answers })
    return { app, page: await firstPage(app), userData: profile, [Symbol.asyncDispose]: dispose }
  } catch (error) {
    await dispose()
    throw error
  }
}

/** What the stand-in found that Electron would have refused or swallowed. */
export const faultTexts = ({ faults }: RunningDesktop): readonly string[] => faults.map(({ text }) => text)

/** A profile folder for tests that start more than once. */
export async function makeProfile(): Promise<{ readonly userData: string } & AsyncDisposable> {
  const userData = await mkdtemp(path.join(os.tmpdir(), 'mew-desktop-profile-'))
  return {
    userData,
    [Symbol.asyncDispose]: () => rm(userData, { recursive: true, force: true, maxRetries: 5 }),
  }
}

interface Heard {
  readonly name: string
  readonly notice: unknown
}

/** What the bare page puts there. */
declare global {
  interface Window {
    readonly bridge: ExposedBridge
    readonly heard: readonly Heard[]
  }
}
