import { useCallback, useState, type ReactElement } from 'react'
import { useText } from '../i18n/text-provider.tsx'
import { tellLinkTruth } from '../parts/message-body/link-truth.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

interface Link {
  readonly url: string
  readonly shown: string
}

/** Opens links outside the page. One that shows something else than where it leads is confirmed first. */
export function useOpenLink(
  open: (url: string) => void,
): readonly [(url: string, shown: string) => void, ReactElement] {
  const text = useText()
  const [asked, setAsked] = useState<Link>()
  const openLink = useCallback(
    (url: string, shown: string) => {
      if (tellLinkTruth(url, shown).deceptive) setAsked({ url, shown })
      else open(url)
    },
    [open],
  )
  const dialog = (
    <ConfirmDialog
      open={asked !== undefined}
      onOpenChange={(stays) => {
        if (!stays) setAsked(undefined)
      }}
      harmless
      title={text.dialogs.openLinkTitle}
      description={text.dialogs.openLinkText(asked?.shown ?? '')}
      confirm={text.dialogs.openLink}
      keep={text.ui.cancel}
      onConfirm={() => {
        if (asked !== undefined) open(asked.url)
        setAsked(undefined)
      }}
    >
      <p>
        {text.dialogs.openLinkHost}{' '}
        <strong>{asked === undefined ? '' : tellLinkTruth(asked.url, asked.shown).host}</strong>
      </p>
    </ConfirmDialog>
  )
  return [openLink, dialog]
}
