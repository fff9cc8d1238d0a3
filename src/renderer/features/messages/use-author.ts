import type { Message } from '#shared/models/message.ts'
import type { UserSummary } from '#shared/models/user.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { selectAuthor } from '../../store/selectors/messages.ts'

/** Who wrote a message, as they are called now; null where there is nobody any more. */
export const useAuthor = (message: Message): UserSummary | null => useAppState((state) => selectAuthor(state, message))
