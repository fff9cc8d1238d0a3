/** Whom and what the ids in a message mean, as far as the reader may know. Keep one object as long as its answers hold. */
export interface MessageReferences {
  readonly user: (id: string) => { readonly name: string; readonly me: boolean } | undefined
  /** `href` is the channel's address in this app. */
  readonly channel: (id: string) => { readonly name: string; readonly href: string } | undefined
  /** Whether `@everyone` and `@here` call anybody, and whether the reader is among them. Nobody in direct messages. */
  readonly everyone: 'nobody' | 'others' | 'me'
}
