import { HardDrive } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import type { Catalogue } from '../../i18n/catalogue.ts'
import { isolated } from '../../i18n/isolate.ts'
import { useText } from '../../i18n/text-provider.tsx'
import type { Keeping, KeptSummary } from '../../store/kept.ts'
import { selectPlaceName } from '../../store/selectors/outbox.ts'
import { useAppList, useAppState } from '../../store/use-app-state.ts'
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

/** Names of places, as far as they are known, in the order in which they come. */
function useNamesOf(channels: readonly ChannelId[]): string {
  const names = useAppList((state) => channels.flatMap((id) => selectPlaceName(state, id).name ?? []))
  return names.map(isolated).join(', ')
}

function MissingStrip({
  missing,
  isLost,
}: {
  readonly missing: KeptSummary
  readonly isLost: boolean
}): ReactElement | null {
  const { connection, ui } = useText()
  const { sync } = useAccount()
  const [hidden, setHidden] = useState(false)
  const { onTheirWay, drafts } = missing
  const [placesOnTheirWay, placesOfDrafts] = [
    useNamesOf(onTheirWay.map(({ channelId }) => channelId)),
    useNamesOf(drafts),
  ]
  if (hidden) return null
  const count = onTheirWay.reduce((sum, one) => sum + one.count, 0)
  const things = [
    ...(count === 0 ? [] : [connection.lostOnTheirWay(count, placesOnTheirWay)]),
    ...(drafts.length === 0 ? [] : [connection.lostDrafts(drafts.length, placesOfDrafts)]),
  ].join(', ')
  // What another start may be able to read is named again then.
  const close = (): void => (isLost ? sync.dismissMissing() : setHidden(true))
  return (
    <Strip
      tone="warn"
      icon={HardDrive}
      text={isLost ? connection.lost(things) : connection.unreadable(things)}
      action={
        <Button size="small" variant="quiet" onClick={close}>
          {ui.close}
        </Button>
      }
    />
  )
}

/** Says what is missing of what was kept, and what would not survive a restart; nothing while all of it would. Closing it hides the words and does no more. */
export function KeepingStrip(): ReactElement | null {
  const written = useAppState((state) => state.keeping)
  const read = useAppState((state) => state.cacheKeeping)
  const missing = useAppState((state) => state.missing)
  const isAll = written === 'kept' && read === 'kept'
  return (
    <>
      {missing === null ? null : <MissingStrip missing={missing} isLost={written === 'kept' || written === 'full'} />}
      {isAll ? null : <UnkeptStrip key={`${written} ${read}`} written={written} read={read} />}
    </>
  )
}
