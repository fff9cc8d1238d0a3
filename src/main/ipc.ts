import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { desktopMethods, type DesktopBridge, type DesktopMethod } from '#shared/desktop-bridge.ts'
import { desktopArguments } from '#shared/desktop-bridge-arguments.ts'
import { isAppOrigin } from './app-origin.ts'
import { logProblem } from './log.ts'

/** Only the page itself: no frame in it, no other origin. The frame is null when the page has already moved on. */
function isOurPage({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isAppOrigin(senderFrame.origin)
}

function refuse(method: DesktopMethod, why: string): never {
  logProblem(`the page's call of ${method} was refused: ${why}`)
  throw new Error(`${method} was refused: ${why}`)
}

function handle(method: DesktopMethod, bridge: DesktopBridge): void {
  ipcMain.handle(`desktop:${method}`, async (event, ...given: unknown[]) => {
    if (!isOurPage(event)) refuse(method, 'the sender is not the page')
    const parsed = desktopArguments[method].safeParse(given)
    if (!parsed.success) return refuse(method, 'the arguments do not fit')
    // Both tables are typed by the contract, method by method; TypeScript cannot follow one key through the two.
    const run = bridge[method] as (...given: unknown[]) => Promise<unknown>
    return run(...parsed.data)
  })
}

/** Every method of the bridge behind one check: who calls, and with what. */
export function setupIpc(bridge: DesktopBridge): void {
  for (const method of desktopMethods) handle(method, bridge)
}
