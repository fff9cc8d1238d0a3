import { FilePen, ImageUp, LogOut, Send } from 'lucide-react'
import type { ReactElement } from 'react'
import { useAccount } from '../../accounts/account-context.ts'
import { describeOutcome } from '../../i18n/describe-outcome.ts'
import { languageNames, languages, type Language } from '../../i18n/languages.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Avatar } from '../../parts/avatar.tsx'
import { draftList } from '../../store/selectors/drafts.ts'
import { outboxCounts } from '../../store/selectors/outbox.ts'
import { useAppState } from '../../store/use-app-state.ts'
import type { ThemeChoice } from '../../theme/theme.ts'
import { Menu } from '../../ui/menu.tsx'
import type { MenuAction, MenuItems } from '../../ui/menu-items.ts'
import { useToast } from '../../ui/toasts.tsx'
import { usePictureChoice } from '../../ui/use-picture-choice.ts'
import { undoChoices, type UndoSeconds } from './undo-choices.ts'

/** What a person may set for this page, and how it is set. */
export interface Preferences {
  readonly theme: ThemeChoice
  readonly language: Language
  readonly onTheme: (theme: ThemeChoice) => void
  readonly onLanguage: (language: Language) => void
  /** So long what is sent can be taken back; 0: not at all. */
  readonly undoSeconds: UndoSeconds
  readonly onUndoSeconds: (seconds: UndoSeconds) => void
}

interface AccountMenuProps {
  readonly preferences: Preferences
  readonly onOpenOutbox: () => void
  readonly onOpenDrafts: () => void
  readonly onLogOut: () => void
}

const themes = ['light', 'dark', 'system'] as const

/** What one did and wrote that has not arrived: the ways to the lists of it, with how much it is. */
function useThings({ onOpenOutbox, onOpenDrafts }: AccountMenuProps): readonly MenuAction[] {
  const text = useText()
  const outbox = useAppState((state) => {
    const { messages, changes } = outboxCounts(state)
    return messages + changes
  })
  const drafts = useAppState((state) => draftList(state).length)
  return [
    {
      id: 'outbox',
      label: text.outbox.title,
      icon: Send,
      count: { value: outbox, label: text.outbox.counted(outbox) },
      onSelect: onOpenOutbox,
    },
    {
      id: 'drafts',
      label: text.drafts.title,
      icon: FilePen,
      count: { value: drafts, label: text.drafts.counted(drafts) },
      onSelect: onOpenDrafts,
    },
  ]
}

/** Who one is, how the page looks, and the way out. */
export function AccountMenu(props: AccountMenuProps): ReactElement {
  const { preferences, onLogOut } = props
  const text = useText()
  const { fileUrl, sync } = useAccount()
  const toast = useToast()
  const me = useAppState((state) => state.me)

  async function setPicture(picture: File): Promise<void> {
    const outcome = await sync.actions.setAvatar(picture)
    if (outcome.status === 'done') toast({ tone: 'good', text: text.account.pictureChanged })
    else toast({ tone: 'bad', text: text.account.pictureFailed(describeOutcome(text, outcome)) })
  }

  const connected = useAppState((state) => state.connection.status === 'connected')
  const choosePicture = usePictureChoice((picture) => void setPicture(picture))
  const things = useThings(props)
  const items: MenuItems = [
    ...things,
    'separator',
    { id: 'picture', label: text.account.changePicture, icon: ImageUp, onSelect: choosePicture },
    'separator',
    {
      id: 'theme',
      label: text.account.theme,
      choices: themes.map((value) => ({ value, label: text.account[value] })),
      chosen: preferences.theme,
      onChoose: (value) => {
        preferences.onTheme(themes.find((theme) => theme === value) ?? 'system')
      },
    },
    'separator',
    {
      id: 'undo',
      label: text.account.undo,
      choices: undoChoices.map((value) => ({ value: String(value), label: text.account.undoFor(value) })),
      chosen: String(preferences.undoSeconds),
      onChoose: (value) => {
        preferences.onUndoSeconds(undoChoices.find((seconds) => String(seconds) === value) ?? 0)
      },
    },
    'separator',
    {
      id: 'language',
      label: text.account.language,
      choices: languages.map((value) => ({ value, label: languageNames[value] })),
      chosen: preferences.language,
      onChoose: (value) => {
        preferences.onLanguage(languages.find((language) => language === value) ?? 'en')
      },
    },
    'separator',
    { id: 'log-out', label: text.account.logOut, icon: LogOut, onSelect: onLogOut },
  ]
  return (
    <Menu
      items={items}
      side="right"
      align="end"
      trigger={
        <button type="button" className="rail-item" aria-label={text.account.menu(me.username)}>
          <Avatar
            id={me._id}
            name={me.username}
            url={me.avatarUrl === undefined ? undefined : fileUrl(me.avatarUrl)}
            size={36}
            presence={connected ? 'online' : undefined}
          />
        </button>
      }
    />
  )
}
