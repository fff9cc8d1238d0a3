import * as z from 'zod/mini'
import { clientCommands } from '#shared/protocol/commands.ts'
import { gatewayEvents } from '#shared/protocol/events.ts'
import { extensionEvents, extensionOf, isExtensionEventName } from '#shared/protocol/extension-events.ts'
import { serviceEvents } from '#shared/protocol/service-events.ts'
import { createComponentSchemas, type ComponentSchemas, type JsonSchema } from './component-schemas.ts'
import { describedCommands, describedEvents, describedServiceEvents } from './described-events.ts'
import type { WireSchema } from './route-description.ts'

interface Flow {
  readonly schemas: Readonly<Record<string, WireSchema>>
  readonly words: Readonly<Record<string, string>>
}

/** A place where sockets are: what the gateway sends there, and what it takes. */
interface Namespace {
  readonly address: string
  readonly description: string
  readonly sends: Flow
  readonly takes: Flow
}

const namespaces: Readonly<Record<string, Namespace>> = {
  people: {
    address: '/',
    description:
      'For people and bots. The token is `auth.token` of the handshake, else the access cookie. Events of an extension come to sockets that named it in `auth.extensions`.',
    sends: { schemas: { ...gatewayEvents, ...extensionEvents }, words: describedEvents },
    takes: { schemas: clientCommands, words: describedCommands },
  },
  services: {
    address: '/infra',
    description:
      'For services that run bots. The admin secret is the header `X-Mew-Admin-Secret`, else `auth.adminSecret` of the handshake; which service it is stands in `auth.serviceType`. They say nothing.',
    sends: { schemas: serviceEvents, words: describedServiceEvents },
    takes: { schemas: {}, words: {} },
  },
}

const messageName = (event: string): string => event.replaceAll(/\W/g, '-')

const toCamel = (event: string): string =>
  event.toLowerCase().replaceAll(/[\W_]+(\w)/g, (_whole, letter: string) => letter.toUpperCase())

const payloadName = (event: string): string => {
  const camel = toCamel(event)
  return `${camel.charAt(0).toUpperCase()}${camel.slice(1)}Payload`
}

function messagesOf({ schemas, words }: Flow, components: ComponentSchemas): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(schemas).map(([event, schema]) => {
      const message = {
        name: event,
        summary: words[event] ?? '',
        ...(isExtensionEventName(event) ? { tags: [{ name: `extension ${extensionOf[event]}` }] } : {}),
        ...(schema instanceof z.ZodMiniUndefined ? {} : { payload: components.refTo(schema, payloadName(event)) }),
      }
      return [messageName(event), message]
    }),
  )
}

function operationsOf(channel: string, action: 'send' | 'receive', { schemas }: Flow): Record<string, JsonSchema> {
  const at = `#/channels/${channel}`
  return Object.fromEntries(
    Object.keys(schemas).map((event) => [
      toCamel(`${channel}_${action}_${event}`),
      { action, channel: { $ref: at }, messages: [{ $ref: `${at}/messages/${messageName(event)}` }] },
    ]),
  )
}

/** Everything that goes over the gateway's sockets, as AsyncAPI 3, from the schemas of the contract. */
export function createAsyncApi(): JsonSchema {
  const components = createComponentSchemas('draft-7')
  const channels: Record<string, JsonSchema> = {}
  const operations: Record<string, JsonSchema> = {}
  for (const [name, { address, description, sends, takes }] of Object.entries(namespaces)) {
    const messages = { ...messagesOf(sends, components), ...messagesOf(takes, components) }
    channels[name] = { address, description, servers: [{ $ref: '#/servers/gateway' }], messages }
    Object.assign(operations, operationsOf(name, 'send', sends), operationsOf(name, 'receive', takes))
  }
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Mew gateway',
      version: '1',
      description:
        'The Socket.IO side of a Mew gateway: a channel is a namespace, a message an event with exactly one argument, or none. What is asked over HTTP stands in the OpenAPI document beside this one.',
    },
    defaultContentType: 'application/json',
    servers: { gateway: { host: 'localhost:3000', protocol: 'ws', pathname: '/socket.io/' } },
    channels,
    operations,
    components: { schemas: components.all() },
  }
}
