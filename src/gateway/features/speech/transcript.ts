import type { FormFile } from '../../plugins/forms.ts'

/** What a client asks for beside its recording; what it leaves out is the service's to decide. */
export interface TranscriptWishes {
  readonly model?: string | undefined
  readonly language?: string | undefined
  readonly prompt?: string | undefined
  readonly temperature?: string | undefined
}

export interface Recording {
  /** Gone afterwards, whatever comes of it. */
  readonly file: FormFile
  readonly wishes: TranscriptWishes
  /** Whoever asks has gone. */
  readonly signal: AbortSignal
}

export interface Transcript {
  /** Trimmed. */
  readonly text: string
  /** Where the service says it. */
  readonly language: string | undefined
}

/** Has a recording written down. @throws UpstreamRefusal, or whatever the network did */
export type Transcribe = (recording: Recording) => Promise<Transcript>
