import { useCallback, useState } from 'react'
import type { Surround } from '../features/messages/channel-header.tsx'
import { useWidth, type Width } from './use-width.ts'

/** What stands beside the channel, and what opens over it. */
interface Sides {
  readonly width: Width
  readonly membersBeside: boolean
  readonly listsOpen: boolean
  readonly membersOpen: boolean
  readonly setListsOpen: (open: boolean) => void
  readonly setMembersOpen: (open: boolean) => void
  readonly closeSheets: () => void
  /** What the channel's head needs to know and to offer. */
  readonly surround: (somethingUnread: boolean, onToggleBeside: () => void) => Surround
}

export function useSides(hasMembers: boolean, membersShown: boolean): Sides {
  const width = useWidth()
  const [listsOpen, setListsOpen] = useState(false)
  const [membersOpen, setMembersOpen] = useState(false)
  const membersBeside = width === 'wide' && hasMembers && membersShown

  const closeSheets = useCallback(() => {
    setListsOpen(false)
    setMembersOpen(false)
  }, [])

  function surround(somethingUnread: boolean, onToggleBeside: () => void): Surround {
    const openMembers = (): void => {
      setMembersOpen(true)
    }
    const openLists = (): void => {
      setListsOpen(true)
    }
    return {
      onOpenLists: width === 'narrow' ? openLists : undefined,
      somethingUnread,
      membersShown: membersBeside,
      membersInSheet: width !== 'wide',
      onToggleMembers: hasMembers ? (width === 'wide' ? onToggleBeside : openMembers) : undefined,
    }
  }

  return {
    width,
    membersBeside,
    listsOpen,
    membersOpen,
    setListsOpen,
    setMembersOpen,
    closeSheets,
    surround,
  }
}
