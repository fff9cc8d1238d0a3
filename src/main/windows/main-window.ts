import { BrowserWindow, nativeTheme, screen } from 'electron'
import { APP_ORIGIN } from '../app-origin.ts'
import { logProblem } from '../log.ts'
import { createRestartLimit, type RestartLimit } from '../restart-limit.ts'
import { clampBounds, MIN_SIZE, type Bounds } from './clamp-bounds.ts'
import type { WindowState, WindowStateFile } from './window-state.ts'

/** The page's canvas in both themes, so that nothing flashes before it is painted. */
const CANVAS = { light: '#fcfbfd', dark: '#1f1d23' }

export interface MainWindowOptions {
  readonly preload: string
  readonly stateFile: WindowStateFile
  /** The page has gone, by navigation or with its process: what it asked for is nobody's any more. */
  readonly onPageGone: () => void
  /** The page's own code has run: it hears what it is told. */
  readonly onPageReady: () => void
  /** Whether anybody can see the window. */
  readonly onAudience: (watching: boolean) => void
  readonly onCrashLoop: () => void
}

export interface MainWindow {
  readonly open: () => Promise<void>
  /** In front of everybody's eyes, wherever it was. */
  readonly show: () => Promise<void>
  readonly reload: () => void
  readonly current: () => BrowserWindow | undefined
}

function workAreas(): readonly [Bounds, ...Bounds[]] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary.workArea, ...others.map(({ workArea }) => workArea)]
}

function build(preload: string, { bounds }: WindowState): BrowserWindow {
  return new BrowserWindow({
    ...clampBounds(bounds, workAreas()),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    title: 'Mew Desktop',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? CANVAS.dark : CANVAS.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // Elsewhere than on macOS the dictionaries would be fetched from the internet.
      spellcheck: process.platform === 'darwin',
    },
  })
}

function watchPage({ webContents }: BrowserWindow, options: MainWindowOptions, crashes: RestartLimit): void {
  webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) options.onPageGone()
  })
  webContents.on('dom-ready', options.onPageReady)
  webContents.on('render-process-gone', (_event, { reason }) => {
    options.onPageGone()
    logProblem(`the page's process is gone (${reason})`)
    if (reason === 'clean-exit') return
    if (crashes.another() === undefined) options.onCrashLoop()
    else webContents.reload()
  })
}

/** The one window. Closing it forgets it; it is built anew when it is asked for. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  const { preload, stateFile, onPageGone, onAudience } = options
  const crashes = createRestartLimit({ times: 3, withinMs: 60_000, nowMs: () => performance.now() })
  let window: BrowserWindow | undefined
  let opening: Promise<void> | undefined

  function watchLooks(opened: BrowserWindow): void {
    const look = (): void => {
      onAudience(!opened.isDestroyed() && opened.isVisible() && !opened.isMinimized())
    }
    const note = (): void => {
      stateFile.note(opened)
    }
    opened.on('show', look).on('hide', look).on('minimize', look).on('restore', look)
    opened.on('resize', note).on('move', note).on('maximize', note).on('unmaximize', note).on('close', note)
    opened.on('closed', () => {
      if (window === opened) window = undefined
      onAudience(false)
      onPageGone()
    })
  }

  async function openAnew(): Promise<void> {
    const state = await stateFile.read()
    const opened = build(preload, state)
    window = opened
    watchLooks(opened)
    watchPage(opened, options, crashes)
    opened.once('ready-to-show', () => {
      if (state.maximized) opened.maximize()
      opened.show()
    })
    await opened.loadURL(`${APP_ORIGIN}/`)
  }

  async function open(): Promise<void> {
    if (window !== undefined) return
    opening ??= openAnew().finally(() => {
      opening = undefined
    })
    await opening
  }

  return {
    open,
    show: async () => {
      await open()
      if (window?.isMinimized() === true) window.restore()
      window?.show()
      window?.focus()
    },
    reload: () => window?.webContents.reload(),
    current: () => window,
  }
}
