import { contextBridge, ipcRenderer } from 'electron'
import {
  desktopNotices,
  type DesktopBridge,
  type DesktopMethod,
  type DesktopNotice,
  type DesktopNotices,
  type ExposedBridge,
} from '#shared/desktop-bridge.ts'

type Listener = (notice: unknown) => void

const listeners = new Map<DesktopNotice, Set<Listener>>(desktopNotices.map((name) => [name, new Set<Listener>()]))

for (const [name, heard] of listeners) {
  // The event object stays here: through it the page could reach the raw channel.
  ipcRenderer.on(`desktop:notice:${name}`, (_event, notice: unknown) => {
    for (const listener of heard) listener(notice)
  })
}

function call<Method extends DesktopMethod>(
  method: Method,
  ...given: Parameters<DesktopBridge[Method]>
): ReturnType<DesktopBridge[Method]> {
  // Main answers with what the contract says for this method.
  return ipcRenderer.invoke(`desktop:${method}`, ...given) as ReturnType<DesktopBridge[Method]>
}

function listen<Name extends DesktopNotice>(name: Name, listener: (notice: DesktopNotices[Name]) => void): () => void {
  const heard = listeners.get(name)
  if (heard === undefined) throw new Error(`There is no notice "${name}"`)
  const own: Listener = (notice) => {
    // Each set hears its own notice alone.
    listener(notice as DesktopNotices[Name])
  }
  heard.add(own)
  return () => {
    heard.delete(own)
  }
}

const bridge: ExposedBridge = {
  accounts: () => call('accounts'),
  signIn: (gateway, form) => call('signIn', gateway, form),
  register: (gateway, form) => call('register', gateway, form),
  signOut: (key) => call('signOut', key),
  accessToken: (key, refused) => call('accessToken', key, refused),
  probe: (address) => call('probe', address),
  notes: () => call('notes'),
  note: (key, name, text) => call('note', key, name, text),
  openExternal: (url) => call('openExternal', url),
  reload: () => call('reload'),
  listen,
}

contextBridge.exposeInMainWorld('desktop', bridge)
