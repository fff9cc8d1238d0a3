/** What clients send by their socket: packets of the protocol, and of its extension `typing`. */
export interface ClientPackets {
  readonly 'message/create': {
    readonly channelId: string
    readonly content?: string | undefined
    readonly plainText?: string | undefined
    readonly attachments?:
      | readonly {
          readonly filename: string
          readonly contentType: string
          readonly key: string
          readonly size: number
        }[]
      | undefined
    readonly referencedMessageId?: string | undefined
    readonly type?: string | undefined
    readonly payload?: Readonly<Record<string, unknown>> | undefined
  }
  readonly typing: { readonly channelId: string }
}
