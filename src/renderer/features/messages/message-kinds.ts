export const FORWARD_TYPE = 'app/x-forward-card'

/** Kinds of message whose content is their text. Others have a form of their own, which a client may not know. */
const textTypes: ReadonlySet<string> = new Set(['', 'message/default'])
const drawnTypes: ReadonlySet<string> = new Set(['message/sticker', 'message/voice', FORWARD_TYPE])

export const isText = (type: string): boolean => textTypes.has(type)

/** A kind that this client has no form for. */
export const isUnknownKind = (type: string): boolean => !isText(type) && !drawnTypes.has(type)
