import { Plug } from 'lucide-react'
import type { ReactElement } from 'react'
import { useText } from '../i18n/text-provider.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

/** The desktop with no account at all: its own gateway does not run, and no other has been added. */
export function NoServer({ onAddServer }: { readonly onAddServer: () => void }): ReactElement {
  const text = useText()
  return (
    <main className="starting">
      <EmptyState
        icon={Plug}
        title={text.signIn.noServer}
        text={text.signIn.noServerIntro}
        action={<Button onClick={onAddServer}>{text.rail.addServer}</Button>}
      />
    </main>
  )
}
