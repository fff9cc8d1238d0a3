import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron'
import type { AskPerson } from './external-links.ts'

/** A question in a box of the system, never one that holds up main: everything the page asks for goes through it. */
export function createAskPerson(parent: () => BrowserWindow | undefined): AskPerson {
  return async ({ message, detail, agree, decline }) => {
    const box: MessageBoxOptions = {
      type: 'question',
      message,
      detail,
      buttons: [agree, decline],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    }
    const window = parent()
    const { response } = await (window === undefined ? dialog.showMessageBox(box) : dialog.showMessageBox(window, box))
    return response === 0
  }
}
