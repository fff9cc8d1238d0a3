import path from 'node:path'
import { app, dialog, protocol, session, shell, utilityProcess } from 'electron'
import type { ControlOrder } from '#shared/simulator/control-by-port.ts'
import { systemKeyStore } from './accounts/key-store.ts'
import { openAccounts, type Accounts } from './accounts/open-accounts.ts'
import { createAskPerson } from './ask-person.ts'
import { createBundleFiles } from './bundle-files.ts'
import { registerBundleScheme, serveBundle } from './bundle-protocol.ts'
import { createDesktopMethods } from './desktop-methods.ts'
import { createExternalLinks, type AskPerson } from './external-links.ts'
import { createGatewayHost, type GatewayHost, type GatewayProcess } from './gateway-host.ts'
import { guardContents } from './guard-contents.ts'
import { setupHandshakeOrigin } from './handshake-origin.ts'
import { createInspector, type Inspector } from './inspector/inspector.ts'
import { setupIpc } from './ipc.ts'
import { logProblem } from './log.ts'
import { setupMenu } from './menu.ts'
import { createNotices } from './notices.ts'
import { setupPermissions } from './permissions.ts'
import { createProbe } from './probe.ts'
import { createElsewhere } from './relay/elsewhere.ts'
import { createLiveRequests } from './relay/live-requests.ts'
import { createRelay } from './relay/relay.ts'
import { fetchElsewhere, resolveHost, sendByNet, sendUploadByNet } from './relay/send.ts'
import { createTransfers } from './relay/transfers.ts'
import { setupShutdown } from './shutdown.ts'
import { becomeOnlyInstance, showOnSecondStart } from './single-instance.ts'
import { textsFor, type Texts } from './texts.ts'
import { createMainWindow, type MainWindow } from './windows/main-window.ts'
import { createWindowStateFile } from './windows/window-state.ts'

const out = path.join(import.meta.dirname, '..')
const userFile = (name: string): string => path.join(app.getPath('userData'), name)
const texts = (): Texts => textsFor(app.getLocale())
const nowMs = (): number => performance.now()

function forkGateway(startCode: string, inspector: Inspector | undefined): GatewayProcess {
  return utilityProcess.fork(path.join(out, 'main/gateway.js'), ['--data', userFile('gateway')], {
    serviceName: 'Mew gateway',
    env: { ...process.env, MEW_START_CODE: startCode, MEW_CONTROL_BY_PORT: inspector?.token ?? '' },
  })
}

/** For developers who ask for it, and off for everybody else. */
function openInspector(post: (order: ControlOrder) => boolean): Inspector | undefined {
  if (!process.argv.includes('--inspector')) return undefined
  return createInspector({ root: path.join(out, 'inspector'), post })
}

function createHost({ inner }: Accounts, ask: AskPerson, inspector: Inspector | undefined): GatewayHost {
  async function explain(reason: string): Promise<void> {
    inner.giveUp()
    const { gatewayFailed, gatewayFailedDetail, tryAgain, notNow } = texts()
    const detail = `${gatewayFailedDetail}\n\n${reason}`
    if (await ask({ message: gatewayFailed, detail, agree: tryAgain, decline: notNow })) host.start()
  }
  const host = createGatewayHost({
    fork: (startCode) => forkGateway(startCode, inspector),
    nowMs,
    onReady: (ready) => {
      void inner.gatewayReady(ready)
      inspector?.gatewayReady()
    },
    onDown: () => {
      inner.gatewayDown()
      inspector?.gatewayGone()
    },
    onMessage: inspector?.hear,
    onFailed: (reason) => void explain(reason),
  })
  return host
}

async function explainCrashes(window: MainWindow, ask: AskPerson): Promise<void> {
  const { pageFailed, pageFailedDetail, tryAgain, notNow } = texts()
  const again = await ask({ message: pageFailed, detail: pageFailedDetail, agree: tryAgain, decline: notNow })
  if (again) window.reload()
}

async function start(): Promise<void> {
  const live = createLiveRequests()
  const notices = createNotices((channel, notice) => window.current()?.webContents.send(channel, notice))
  const stateFile = createWindowStateFile(userFile('window.json'))
  const window: MainWindow = createMainWindow({
    preload: path.join(out, 'preload/index.cjs'),
    stateFile,
    onPageGone: () => {
      notices.pageGone()
      live.endAll()
    },
    onPageReady: notices.pageReady,
    onAudience: (watching) => {
      host.setAudience(watching)
    },
    onCrashLoop: () => void explainCrashes(window, ask),
  })
  const ask = createAskPerson(window.current)
  const openExternal = createExternalLinks({ open: (url) => shell.openExternal(url), ask, texts })
  const accounts = await openAccounts({
    file: userFile('accounts.json'),
    notesFolder: userFile('notes'),
    keyStore: systemKeyStore,
    send: sendByNet,
    live,
    notify: notices.notify,
  })
  const { sessions, notes, describe, gateways, pagePolicy } = accounts
  const gatewayOf = (key: string): string | undefined => sessions.accounts().find((one) => one.key === key)?.gateway
  const inspector = openInspector((order) => host.control(order))
  const host: GatewayHost = createHost(accounts, ask, inspector)

  setupMenu({ isPackaged: app.isPackaged, showInspector: inspector?.show })
  setupPermissions(session.defaultSession)
  setupHandshakeOrigin(session.defaultSession, gateways)
  guardContents(app, { openExternal })
  serveBundle(protocol, {
    files: createBundleFiles({ root: path.join(out, 'renderer'), pagePolicy }),
    relay: createRelay({ accounts: sessions, send: sendByNet, live }),
    transfers: createTransfers({ accounts: sessions, send: sendUploadByNet, live }),
    elsewhere: createElsewhere({ fetchOnce: fetchElsewhere, addressesOf: resolveHost, gatewayOf, live }),
  })
  const probe = createProbe({ send: sendByNet, nowMs })
  setupIpc(createDesktopMethods({ sessions, notes, describe, probe, openExternal, reload: window.reload }))
  setupShutdown(app, [host.stop, stateFile.flush, notes.flush])
  showOnSecondStart(app, () => void window.show())
  host.start()
  await window.open()
  inspector?.show()
}

function failToStart(error: unknown): void {
  logProblem('the app could not start', error)
  dialog.showErrorBox(texts().startFailed, error instanceof Error ? error.message : String(error))
  app.exit(1)
}

registerBundleScheme(protocol)
app.enableSandbox()
// Never a top-level await: `ready` waits until this module has been evaluated.
if (becomeOnlyInstance(app)) void app.whenReady().then(start).catch(failToStart)
