import { useMemo } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import type { MessageReferences } from '../../parts/message-body/references.ts'
import type { ListedChannel } from '../../store/selectors/channels.ts'
import { useAppState } from '../../store/use-app-state.ts'

/** What the ids in a channel's messages mean to this reader: names of people, channels of the same server. */
export function useReferences(
  channel: ListedChannel | undefined,
  hrefOf: (channelId: ChannelId) => string,
): MessageReferences {
  const people = useAppState((state) => state.people)
  const me = useAppState((state) => state.me._id)
  const serverId = channel === undefined || channel.type === 'DM' ? undefined : channel.serverId
  const channels = useAppState((state) => (serverId === undefined ? undefined : state.places[serverId]?.channels))
  return useMemo(
    () => ({
      user: (id) => {
        const person = people[id]
        return person === undefined ? undefined : { name: person.username, me: person._id === me }
      },
      channel: (id) => {
        const known = channels?.find((candidate) => candidate._id === id)
        return known === undefined ? undefined : { name: known.name, href: hrefOf(known._id) }
      },
      everyone: serverId === undefined ? 'nobody' : 'me',
    }),
    [people, me, channels, serverId, hrefOf],
  )
}
