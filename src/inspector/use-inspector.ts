import { createContext, use, useCallback, useMemo, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { PersonState } from '#shared/simulator/control.ts'
import { useToast } from '#renderer/ui/toasts.tsx'
import { ControlError } from './control/control-error.ts'
import type { Inspector, Shown } from './inspector-store.ts'
import { createNames, type Names } from './journal/names.ts'

export const InspectorContext = createContext<Inspector | undefined>(undefined)

export function useInspector(): Inspector {
  const inspector = use(InspectorContext)
  if (inspector === undefined) throw new Error('The inspector was asked for outside of its page')
  return inspector
}

export function useShown<Part>(select: (shown: Shown) => Part): Part {
  return useStore(useInspector().store, select)
}

/** Draws again with every change of the log. */
export function useLogVersion(): number {
  const { log } = useInspector()
  return useSyncExternalStore(log.listen, log.version)
}

const NOBODY: readonly PersonState[] = []

export function useNames(): Names {
  const people = useShown((shown) => shown.simulator?.people ?? NOBODY)
  const places = useShown((shown) => shown.places)
  return useMemo(() => createNames(people, places), [people, places])
}

/** What it was said no to, if it was. */
async function refusalOf(deed: () => Promise<unknown>): Promise<ControlError | undefined> {
  try {
    await deed()
    return undefined
  } catch (error) {
    if (error instanceof ControlError) return error
    throw error
  }
}

/** Does something at the gateway: what it says no to is shown, and what has become of it is asked for. */
export function useDo(): (deed: () => Promise<unknown>) => Promise<boolean> {
  const { refresh } = useInspector()
  const toast = useToast()
  return useCallback(
    async (deed) => {
      const refusal = await refusalOf(deed)
      if (refusal !== undefined) toast({ tone: 'bad', text: refusal.message })
      refresh()
      return refusal === undefined
    },
    [refresh, toast],
  )
}
