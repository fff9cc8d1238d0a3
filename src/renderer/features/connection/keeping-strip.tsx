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

interface Closable {
  readonly onClose: () => void
}

interface UnkeptStripProps extends Closable {
  readonly written: Keeping
  readonly read: Keeping
}

interface MissingStripProps extends Closable {
  readonly missing: KeptSummary
  readonly isLost: boolean
}

function whyNot({ connection }: Catalogue, keepings: readonly Keeping[]): string {
  if (keepings.includes('newer')) return connection.newerKept
  return keepings.includes('full') ? connection.noRoom : connection.nothingKept
}

function UnkeptStrip({ written, read, onClose }: UnkeptStripProps): ReactElement {
  const text = useText()
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
        <Button size="small" variant="quiet" onClick={onClose}>
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

function MissingStrip({ missing, isLost, onClose }: MissingStripProps): ReactElement {
  const { connection, ui } = useText()
  const { onTheirWay, drafts } = missing
  const [placesOnTheirWay, placesOfDrafts] = [
    useNamesOf(onTheirWay.map(({ channelId }) => channelId)),
    useNamesOf(drafts),
  ]
  const count = onTheirWay.reduce((sum, one) => sum + one.count, 0)
  const things = [
    ...(count === 0 ? [] : [connection.lostOnTheirWay(count, placesOnTheirWay)]),
    ...(drafts.length === 0 ? [] : [connection.lostDrafts(drafts.length, placesOfDrafts)]),
  ].join(', ')
  return (
    <Strip
      tone="warn"
      icon={HardDrive}
      text={isLost ? connection.lost(things) : connection.unreadable(things)}
      action={
        <Button size="small" variant="quiet" onClick={onClose}>
          {ui.close}
        </Button>
      }
    />
  )
}

/** Whether what is told now was closed, and closes it. Another trouble, or the same one anew, is told again. */
function useClosed(trouble: unknown): readonly [boolean, () => void] {
  const [closed, setClosed] = useState<{ readonly trouble: unknown }>()
  if (closed !== undefined && closed.trouble !== trouble) setClosed(undefined)
  return [closed?.trouble === trouble, () => setClosed({ trouble })]
}

/**
 * Says what is missing of what was kept, and what would not survive a restart; nothing while all of it would. Closing it
 * hides the words and does no more. Asked above the channels: what was closed in one is closed in all.
 */
export function useKeepingStrip(): ReactElement {
  const { sync } = useAccount()
  const written = useAppState((state) => state.keeping)
  const read = useAppState((state) => state.cacheKeeping)
  const missing = useAppState((state) => state.missing)
  const [unkeptIsClosed, closeUnkept] = useClosed(`${written} ${read}`)
  const [missingIsClosed, closeMissing] = useClosed(missing)
  const isAll = written === 'kept' && read === 'kept'
  const isLost = written === 'kept' || written === 'full'
  // What another start may be able to read is named again then.
  const onMissingClosed = isLost ? sync.dismissMissing : closeMissing
  return (
    <>
      {missing === null || missingIsClosed ? null : (
        <MissingStrip missing={missing} isLost={isLost} onClose={onMissingClosed} />
      )}
      {isAll || unkeptIsClosed ? null : <UnkeptStrip written={written} read={read} onClose={closeUnkept} />}
    </>
  )
}
