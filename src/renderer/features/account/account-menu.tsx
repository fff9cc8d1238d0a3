import { ImageUp, LogOut } from 'lucide-react'
import type { ReactElement } from 'react'
import { useAccount } from '../../accounts/account-context.ts'
import { describeOutcome } from '../../i18n/describe-outcome.ts'
import { languageNames, languages, type Language } from '../../i18n/languages.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Avatar } from '../../parts/avatar.tsx'
import { useAppState } from '../../store/use-app-state.ts'
import type { ThemeChoice } from '../../theme/theme.ts'
import { Menu } from '../../ui/menu.tsx'
import type { MenuItems } from '../../ui/menu-items.ts'
import { useToast } from '../../ui/toasts.tsx'
import { usePictureChoice } from '../../ui/use-picture-choice.ts'

/** What a person may set for this page, and how it is set. */
export interface Preferences {
  readonly theme: ThemeChoice
  readonly language: Language
  readonly onTheme: (theme: ThemeChoice) => void
  readonly onLanguage: (language: Language) => void
}

interface AccountMenuProps {
  readonly preferences: Preferences
  readonly onLogOut: () => void
}

const themes = ['light', 'dark', 'system'] as const

/** Who one is, how the page looks, and the way out. */
export function AccountMenu({ preferences, onLogOut }: AccountMenuProps): ReactElement {
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
  const items: MenuItems = [
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
