import * as z from 'zod/mini'

/** A schema of what goes over the wire. */
export type WireSchema = z.ZodMiniType

/** What stands in the description of the gateway about one route. */
export interface RouteDescription {
  /** One line, as an answer to what the route does. */
  readonly summary: string
  /** What lets a caller in where it is no access token: nothing at all, the admin secret, a token in the path. */
  readonly access?: 'open' | 'admin secret' | 'path token'
  readonly query?: z.ZodMiniObject
  /** As JSON. */
  readonly body?: WireSchema
  /** How long a body may be where it may be longer than elsewhere. */
  readonly bodyLimitBytes?: number
  /** As a form with one file, beside `body` or instead of it. */
  readonly form?: { readonly file: string; readonly fields?: WireSchema }
  /** 200 with an answer and 204 without one, where nothing else is said. */
  readonly status?: number
  /** As JSON, or the types of an answer that is none. */
  readonly answer?: WireSchema | readonly string[]
}

export const statusOf = ({ status, answer }: RouteDescription): number => status ?? (answer === undefined ? 204 : 200)

/** Method and path to description. */
export type DescribedRoutes = Readonly<Record<string, RouteDescription>>

/** The answer of what was done and has nothing to show. */
export const said = z.object({ message: z.string() })

/** The same routes under both mounts of channels: `GET /messages` is below either. */
export function ofChannels(routes: DescribedRoutes): DescribedRoutes {
  const mounts = ['/api/channels/:channelId', '/api/servers/:serverId/channels/:channelId']
  return Object.fromEntries(
    Object.entries(routes).flatMap(([name, description]) => {
      const [method = '', rest = ''] = name.split(' ')
      return mounts.map((mount) => [`${method} ${mount}${rest}`, description] as const)
    }),
  )
}
