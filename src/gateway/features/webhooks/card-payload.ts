import type { ExecuteWebhookBody } from '#shared/protocol/http/webhooks.ts'

type Payload = Readonly<Record<string, unknown>>

/** Who a message says that it is from, where it does not say otherwise. */
interface Sender {
  readonly name: string
  readonly avatar: string | null
}

function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function without(payload: Payload, name: string): Payload {
  const { [name]: _dropped, ...rest } = payload
  return rest
}

/** A quoted post does not quote another one. */
function flatten(payload: Payload): Payload {
  const quoted = payload['quoted_tweet']
  return isObject(quoted) ? { ...payload, quoted_tweet: without(quoted, 'quoted_tweet') } : payload
}

/** The payload of a webhook's message as it is stored (MB-8.2): who it is from is the gateway's to say. */
export function cardPayload(body: ExecuteWebhookBody, { name, avatar }: Sender): Payload {
  const sent = isObject(body.payload) ? body.payload : {}
  const picture = body.avatar_url.trim() || avatar
  return {
    ...(body.type === 'app/x-twitter-card' ? flatten(sent) : sent),
    webhookName: name,
    overrides: {
      username: body.username.trim() === '' ? name : body.username,
      ...(picture === null ? {} : { avatarUrl: picture }),
    },
  }
}
