import type { ReactElement } from 'react'
import type { Reaction } from '#shared/models/message.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { useAppState } from '../../store/use-app-state.ts'
import { classNames } from '../../ui/class-names.ts'
import { useSurroundings } from './message-context.ts'

const MOST_NAMED = 8

function ReactionChip({ reaction }: { readonly reaction: Reaction }): ReactElement {
  const text = useText()
  const { me } = useSurroundings()
  const people = useAppState((state) => state.people)
  const names = reaction.userIds
    .slice(0, MOST_NAMED)
    .map((id) => (id === me ? text.messages.reactionYou : (people[id]?.username ?? text.messages.unknownPerson)))
  const who = text.messages.reactedBy(names, reaction.userIds.length - names.length)
  return (
    <li
      className={classNames('reaction', reaction.userIds.includes(me) && 'reaction-own')}
      title={who}
      aria-label={`${text.messages.reaction(reaction.emoji, reaction.userIds.length)}: ${who}`}
    >
      <span aria-hidden="true">{reaction.emoji}</span>
      <span aria-hidden="true">{reaction.userIds.length}</span>
    </li>
  )
}

/** What people answered with one emoji. */
export function Reactions({ reactions }: { readonly reactions: readonly Reaction[] }): ReactElement | null {
  if (reactions.length === 0) return null
  return (
    <ul className="reactions">
      {reactions.map((reaction) => (
        <ReactionChip key={reaction.emoji} reaction={reaction} />
      ))}
    </ul>
  )
}
