import { useDeferredValue, useMemo, type CSSProperties, type ReactElement } from 'react'
import type { ServerId, UserId } from '#shared/models/ids.ts'
import type { UserSummary } from '#shared/models/user.ts'
import { useAccount } from '../../accounts/account-context.ts'
import type { Catalogue } from '../../i18n/catalogue.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Avatar, type Presence } from '../../parts/avatar.tsx'
import { memberGroups, type MemberGroup } from '../../store/selectors/members.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { hueOfColor } from '../../parts/role-color.ts'
import { Tag } from '../../ui/badge.tsx'
import { ListSkeleton } from '../../ui/skeleton.tsx'

function titleOf(group: MemberGroup, text: Catalogue): string {
  const { online, bots, offline, label } = text.members
  return { role: group.name, online, bots, offline, unknown: label }[group.kind]
}

function presenceOf(kind: MemberGroup['kind']): Presence | undefined {
  if (kind === 'unknown') return undefined
  return kind === 'offline' ? 'offline' : 'online'
}

interface PersonProps {
  readonly person: UserSummary
  readonly presence: Presence | undefined
  readonly onOpen: (person: UserId) => void
}

function Person({ person, presence, onOpen }: PersonProps): ReactElement {
  const text = useText()
  const { fileUrl } = useAccount()
  const { _id, username, avatarUrl, isBot } = person
  return (
    <li>
      <button
        type="button"
        className={presence === 'offline' ? 'person person-away' : 'person'}
        aria-label={text.members.person(username, presence)}
        onClick={() => {
          onOpen(_id)
        }}
      >
        <Avatar
          id={_id}
          name={username}
          url={avatarUrl === undefined ? undefined : fileUrl(avatarUrl)}
          bot={isBot}
          presence={presence}
        />
        <bdi className="truncate">{username}</bdi>
        {isBot ? <Tag>{text.messages.bot}</Tag> : null}
      </button>
    </li>
  )
}

interface MemberListProps {
  readonly serverId: ServerId
  /** Opens the direct message with somebody. */
  readonly onOpen: (person: UserId) => void
}

const NOBODY_YET: ReturnType<typeof memberGroups> = []

/** Who is in a server: by role, bots, and who is away. */
export function MemberList({ serverId, onOpen }: MemberListProps): ReactElement {
  const text = useText()
  const place = useAppState((state) => state.places[serverId])
  const online = useAppState((state) => state.online)
  const people = useAppState((state) => state.people)
  const known = useMemo(() => memberGroups(place, { online, people }), [place, online, people])
  // At first the channel beside it is drawn alone: nobody waits for its messages because of who else is there.
  const groups = useDeferredValue(known, NOBODY_YET)
  const count = groups.reduce((sum, group) => sum + group.people.length, 0)
  return (
    <aside className="members" aria-label={text.members.label}>
      <h2 className="members-head">
        {text.members.label} <span className="text-muted">{count > 0 ? count : null}</span>
      </h2>
      <div className="members-body">
        {place === undefined || place.status === 'loading' ? <ListSkeleton label={text.ui.loading} /> : null}
        {groups.map((group) => (
          <section key={group.key}>
            <h3 className={group.kind === 'unknown' ? 'sr-only' : 'list-section'}>
              {group.color === undefined ? null : (
                <i className="role-dot" style={{ '--hue': hueOfColor(group.color) } as CSSProperties} />
              )}
              <bdi className="truncate">{titleOf(group, text)}</bdi>
              <span>{group.people.length}</span>
            </h3>
            <ul>
              {group.people.map((person) => (
                <Person key={person._id} person={person} presence={presenceOf(group.kind)} onOpen={onOpen} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </aside>
  )
}
