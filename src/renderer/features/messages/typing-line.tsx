import type { ReactElement } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { useAppList } from '../../store/use-app-state.ts'

const MOST_NAMED = 3

/** Who types here just now. It has its place also while nobody does, so that nothing moves. */
export function TypingLine({ channelId }: { readonly channelId: ChannelId }): ReactElement {
  const text = useText()
  const names = useAppList((state) =>
    (state.typing[channelId] ?? []).flatMap((id) => state.people[id]?.username ?? []).slice(0, MOST_NAMED + 1),
  )
  const shown = names.length === 0 ? '' : names.length > MOST_NAMED ? text.messages.manyType : text.messages.type(names)
  return <p className="typing-line">{shown}</p>
}
