import { HardDrive } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Catalogue } from '../../i18n/catalogue.ts'
import { useText } from '../../i18n/text-provider.tsx'
import type { Keeping } from '../../store/kept.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { Button } from '../../ui/button.tsx'
import { Strip } from '../../ui/strip.tsx'

interface Unkept {
  readonly written: Keeping
  readonly read: Keeping
}

function whyNot({ connection }: Catalogue, keepings: readonly Keeping[]): string {
  if (keepings.includes('newer')) return connection.newerKept
  return keepings.includes('full') ? connection.noRoom : connection.nothingKept
}

function UnkeptStrip({ written, read }: Unkept): ReactElement | null {
  const text = useText()
  const [hidden, setHidden] = useState(false)
  if (hidden) return null
  const { writtenIsNotKept, readIsNotKept } = text.connection
  const words = [
    whyNot(text, [written, read]),
    ...(written === 'kept' ? [] : [writtenIsNotKept]),
    ...(read === 'kept' ? [] : [readIsNotKept]),
  ]
  return (
    <Strip
      tone="warn"
      icon={HardDrive}
      text={words.join(' ')}
      action={
        <Button size="small" variant="quiet" onClick={() => setHidden(true)}>
          {text.ui.close}
        </Button>
      }
    />
  )
}

/** Says what would not survive a restart, and nothing while all of it would. Closing it hides the words and does no more. */
export function KeepingStrip(): ReactElement | null {
  const written = useAppState((state) => state.keeping)
  const read = useAppState((state) => state.cacheKeeping)
  if (written === 'kept' && read === 'kept') return null
  return <UnkeptStrip key={`${written} ${read}`} written={written} read={read} />
}
