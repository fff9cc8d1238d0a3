import type { ReactElement } from 'react'
import type { UserId } from '#shared/models/ids.ts'
import type { Message, Reaction } from '#shared/models/message.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { useAppState } from '../../store/use-app-state.ts'
import { classNames } from '../../ui/class-names.ts'
import { useSurroundings } from './message-context.ts'

const MOST_NAMED = 8

/** The emoji this person answered with: one for each message. */
export const reactionOf = ({ reactions }: Message, me: UserId): string | undefined =>
  reactions.find(({ userIds }) => userIds.includes(me))?.emoji

interface ReactionChipProps {
  readonly reaction: Reaction
  /** Missing where this person may not react. */
  readonly onToggle: ((emoji: string) => void) | undefined
}

function ReactionChip({ reaction, onToggle }: ReactionChipProps): ReactElement {
  const text = useText()
  const { me } = useSurroundings()
  const people = useAppState((state) => state.people)
  const names = reaction.userIds
    .slice(0, MOST_NAMED)
    .map((id) => (id === me ? text.messages.reactionYou : (people[id]?.username ?? text.messages.unknownPerson)))
  const who = text.messages.reactedBy(names, reaction.userIds.length - names.length)
  const own = reaction.userIds.includes(me)
  return (
    <li>
      <button
        type="button"
        className={classNames('reaction', own && 'reaction-own')}
        title={who}
        aria-label={`${text.messages.reaction(reaction.emoji, reaction.userIds.length)}: ${who}`}
        aria-pressed={own}
        disabled={onToggle === undefined}
        onClick={() => onToggle?.(reaction.emoji)}
      >
        <span aria-hidden="true">{reaction.emoji}</span>
        <span aria-hidden="true">{reaction.userIds.length}</span>
      </button>
    </li>
  )
}

/** What people answered with one emoji. */
export function Reactions({ message }: { readonly message: Message }): ReactElement | null {
  const { onReact } = useSurroundings()
  const { reactions } = message
  if (reactions.length === 0) return null
  return (
    <ul className="reactions">
      {reactions.map((reaction) => (
        <ReactionChip
          key={reaction.emoji}
          reaction={reaction}
          onToggle={onReact === undefined ? undefined : (emoji) => onReact(message, emoji)}
        />
      ))}
    </ul>
  )
}
