import type { DesktopNotice, DesktopNotices } from '#shared/desktop-bridge.ts'

export type Notify = <Name extends DesktopNotice>(name: Name, notice: DesktopNotices[Name]) => void

export interface Notices {
  readonly notify: Notify
  readonly pageReady: () => void
  readonly pageGone: () => void
}

/** Tells the page things. What happens while there is none that listens is told once there is. */
export function createNotices(send: (channel: string, notice: unknown) => void): Notices {
  let isReady = false
  let missed: readonly { readonly name: DesktopNotice; readonly notice: unknown }[] = []

  const tell = (name: DesktopNotice, notice: unknown): void => {
    send(`desktop:notice:${name}`, notice)
  }

  return {
    notify: (name, notice) => {
      if (isReady) tell(name, notice)
      // Of the accounts only the latest state matters.
      else missed = [...missed.filter((other) => name !== 'accountsChanged' || other.name !== name), { name, notice }]
    },
    pageReady: () => {
      isReady = true
      const late = missed
      missed = []
      for (const { name, notice } of late) tell(name, notice)
    },
    pageGone: () => {
      isReady = false
    },
  }
}
