import { Compass, Hash, MessageCircle, PanelLeft } from 'lucide-react'
import type { ReactElement } from 'react'
import { useText } from '../i18n/text-provider.tsx'
import { isOwn } from '../store/selectors/members.ts'
import { useAppState } from '../store/use-app-state.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { MessageSkeleton } from '../ui/skeleton.tsx'
import type { Route } from './route.ts'

interface NoChannelProps {
  readonly route: Route
  readonly strip: ReactElement
  readonly onOpenLists: (() => void) | undefined
  readonly onCreateServer: () => void
}

/** The middle of the window while no channel is open: nothing to choose yet, or nothing there. */
export function NoChannel({ route, strip, onOpenLists, onCreateServer }: NoChannelProps): ReactElement {
  const text = useText()
  const servers = useAppState((state) => state.servers)
  const directs = useAppState((state) => state.directs)
  const place = useAppState((state) => (route.kind === 'server' ? state.places[route.serverId] : undefined))

  const own = useAppState((state) => route.kind === 'server' && isOwn(state, route.serverId))

  function body(): ReactElement {
    if (route.kind === 'server') {
      const known = servers?.some((server) => server._id === route.serverId)
      if (known === false) {
        return <EmptyState icon={Compass} title={text.channels.gone} text={text.servers.goneText} />
      }
      if (place?.status === 'ready' && place.channels.length === 0) {
        const words = own ? text.channels.noneText : text.channels.noneTextReader
        return <EmptyState icon={Hash} title={text.channels.none} text={words} />
      }
    } else if (servers?.length === 0 && directs?.length === 0) {
      const create = (
        <Button variant="primary" onClick={onCreateServer}>
          {text.rail.createServer}
        </Button>
      )
      return <EmptyState icon={Compass} title={text.servers.none} text={text.servers.noneText} action={create} />
    } else if (directs?.length === 0) {
      return <EmptyState icon={MessageCircle} title={text.directMessages.none} text={text.directMessages.noneText} />
    }
    return <MessageSkeleton label={text.messages.loading} />
  }

  return (
    <main className="chat">
      <header className="channel-head">
        {onOpenLists === undefined ? null : (
          <IconButton icon={PanelLeft} label={text.rail.openLists} onClick={onOpenLists} />
        )}
      </header>
      {strip}
      <div className="chat-body">{body()}</div>
    </main>
  )
}
