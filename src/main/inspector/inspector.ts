import { randomBytes } from 'node:crypto'
import { BrowserWindow, session } from 'electron'
import { CONTROL_BASE } from '#shared/simulator/control-paths.ts'
import type { ControlOrder } from '#shared/simulator/control-by-port.ts'
import { inspectorPolicy } from '#shared/simulator/inspector-policy.ts'
import { APP_SCHEME } from '../app-origin.ts'
import { createBundleFiles } from '../bundle-files.ts'
import { logProblem } from '../log.ts'
import { createControlCalls } from './control-calls.ts'
import { createInspectorRequests } from './inspector-requests.ts'

interface InspectorOptions {
  /** The built page. */
  readonly root: string
  /** False where there is no gateway's process. */
  readonly post: (order: ControlOrder) => boolean
}

/** The gateway inside the app to look at and to meddle with, in a window of its own: for developers who ask for it. */
export interface Inspector {
  /** Opens the control API of the gateway's process. */
  readonly token: string
  readonly show: () => void
  readonly hear: (message: unknown) => void
  readonly gatewayReady: () => void
  readonly gatewayGone: () => void
}

/** Of its own, and forgotten with the app: nothing of it meets the accounts' pages. */
const PARTITION = 'inspector'

function prepareSession(root: string, calls: ReturnType<typeof createControlCalls>): void {
  const own = session.fromPartition(PARTITION)
  const files = createBundleFiles({ root, pagePolicy: () => Promise.resolve(inspectorPolicy) })
  own.protocol.handle(APP_SCHEME, createInspectorRequests({ files, calls }))
  // It copies command lines; it may do nothing else that one is asked about.
  own.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(permission === 'clipboard-sanitized-write')
  })
  own.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write')
  own.setDevicePermissionHandler(() => false)
}

function openWindow(): BrowserWindow {
  return new BrowserWindow({
    width: 1280,
    height: 800,
    title: 'Inspector',
    autoHideMenuBar: true,
    webPreferences: {
      partition: PARTITION,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  })
}

export function createInspector({ root, post }: InspectorOptions): Inspector {
  const token = randomBytes(32).toString('base64url')
  const calls = createControlCalls(post)
  let window: BrowserWindow | undefined
  let isReady = false
  let loads = 0
  prepareSession(root, calls)

  /** With a code of its own each time: a page of before has a token that this gateway does not know. */
  async function load(opened: BrowserWindow): Promise<void> {
    const made = await calls.call({
      method: 'POST',
      path: `${CONTROL_BASE}/codes`,
      headers: { authorization: `Bearer ${token}` },
    })
    const { url } = (await made.json()) as { readonly url: string }
    loads += 1
    // Where an address differs in its fragment alone the page of before would stay.
    if (!opened.isDestroyed()) await opened.loadURL(url.replace('#', `?${loads}#`))
  }

  function reload(): void {
    if (window === undefined || !isReady) return
    load(window).catch((error: unknown) => {
      logProblem('the inspector could not be opened', error)
    })
  }

  return {
    token,
    show: () => {
      if (window !== undefined) {
        window.show()
        window.focus()
        return
      }
      const opened = openWindow()
      window = opened
      opened.on('closed', () => {
        window = undefined
      })
      reload()
    },
    hear: calls.hear,
    gatewayReady: () => {
      isReady = true
      reload()
    },
    gatewayGone: () => {
      isReady = false
      calls.gone()
    },
  }
}
