import type { Clock } from '../../clock.ts'
import type { UpstreamAddress } from '../../configuration.ts'
import type { FileStore } from '../../files/file-store.ts'
import type { Transcribe } from './transcript.ts'

/** Longest silence of a service that listens: it answers when it has heard all of it. */
const PATIENCE_MS = 240_000

/** Loaded with the first recording; undefined where nobody listens. */
export function openTranscribe(
  address: UpstreamAddress | undefined,
  { clock, files }: { readonly clock: Clock; readonly files: FileStore },
): Transcribe | undefined {
  if (address === undefined) return undefined
  let opening: Promise<Transcribe> | undefined
  const open = async (): Promise<Transcribe> =>
    (await import('./transcribe.ts')).createTranscribe({ address, files, clock, timeMs: PATIENCE_MS })
  return async (recording) => {
    opening ??= open()
    const transcribe = await opening
    return transcribe(recording)
  }
}
