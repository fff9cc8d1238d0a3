import { useMemo } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import type { MessageReferences } from '../../parts/message-body/references.ts'
import type { ListedChannel } from '../../store/selectors/channels.ts'
import { useAppList, useAppState } from '../../store/use-app-state.ts'

/** What the ids in a channel's messages mean to this reader: names of people, channels of the same server. */
export function useReferences(
  channel: ListedChannel | undefined,
  hrefOf: (channelId: ChannelId) => string,
): MessageReferences {
  const people = useAppState((state) => state.people)
  const me = useAppState((state) => state.me._id)
  const serverId = channel === undefined || channel.type === 'DM' ? undefined : channel.serverId
  // As texts that compare by value: the list itself is another one with each message, and every row would be drawn again.
  const named = useAppList((state) =>
    (serverId === undefined ? [] : (state.places[serverId]?.channels ?? [])).map(({ _id, name }) => `${_id} ${name}`),
  )
  return useMemo(
    () => ({
      user: (id) => {
        const person = people[id]
        return person === undefined ? undefined : { name: person.username, me: person._id === me }
      },
      channel: (id) => {
        const name = named.find((entry) => entry.startsWith(`${id} `))?.slice(id.length + 1)
        return name === undefined ? undefined : { name, href: hrefOf(id as ChannelId) }
      },
      everyone: serverId === undefined ? 'nobody' : 'me',
    }),
    [people, me, named, serverId, hrefOf],
  )
}
