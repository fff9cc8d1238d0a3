import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { systemClock, type Clock } from './clock.ts'
import type { Configuration } from './configuration.ts'
import type { Database } from './database/open-database.ts'
import { createAccessTokens } from './features/auth/access-tokens.ts'
import { createAccounts, type Accounts } from './features/auth/accounts.ts'
import { createLoginThrottle } from './features/auth/login-throttle.ts'
import { createPasswords, PASSWORD_COST, type PasswordCost, type Passwords } from './features/auth/passwords.ts'
import { createRefreshTokens } from './features/auth/refresh-tokens.ts'
import { createSessions, type Sessions } from './features/auth/sessions.ts'
import { createDiskFiles } from './files/disk-files.ts'
import type { FileStore } from './files/file-store.ts'
import { createS3Files } from './files/s3-files.ts'
import { createMemoryFiles } from './files/memory-files.ts'
import type { Log } from './log.ts'
import { LOOPBACK } from './loopback.ts'
import { createHostCheck, type HostCheck } from './realtime/host-names.ts'
import { createOrigins, type Origins } from './realtime/origins.ts'
import type { Taps } from './taps.ts'
import { createForms, type Forms } from './plugins/forms.ts'
import { clientAddressOf } from './plugins/proxy-trust.ts'
import { OFFLINE_GRACE_MS } from './realtime/local-presence.ts'
import { createRealtime, type Realtime } from './realtime/socket-server.ts'

/** What everything else stands on. A scenario builds its world with the same parts, not with copies of them. */
export interface GatewayParts {
  readonly clock: Clock
  readonly log: Log
  readonly database: Database
  readonly files: FileStore
  readonly forms: Forms
  readonly origins: Origins
  readonly isOwnHost: HostCheck
  readonly realtime: Realtime
  readonly passwords: Passwords
  readonly accounts: Accounts
  readonly sessions: Sessions
}

export interface PartsOptions {
  /** Where to listen; 127.0.0.1 (with ::1) unless it is said otherwise. */
  readonly host?: string
  /** Keeps everything there; without one nothing is kept. */
  readonly dataDirectory?: string | undefined
  readonly ownerName?: string
  readonly allowedHosts?: readonly string[]
  readonly clock?: Clock
  readonly passwordCost?: PasswordCost
  readonly offlineGraceMs?: number
  readonly taps?: Taps
}

interface Foundations {
  readonly app: FastifyInstance
  readonly log: Log
  readonly database: Database
  readonly configuration: Configuration
  readonly options: PartsOptions
}

function ownFiles({ dataDirectory }: PartsOptions, { objectStore }: Configuration): FileStore {
  if (objectStore !== undefined) return createS3Files(objectStore)
  return dataDirectory === undefined ? createMemoryFiles() : createDiskFiles(path.join(dataDirectory, 'files'))
}

function createFiles(options: PartsOptions, configuration: Configuration): FileStore {
  const files = ownFiles(options, configuration)
  return options.taps?.files?.(files) ?? files
}

export function createParts({ app, log, database, configuration, options }: Foundations): GatewayParts {
  const clock = options.clock ?? systemClock
  const files = createFiles(options, configuration)
  const origins = createOrigins(configuration.corsOrigins, configuration.trustsProxy)
  const isOwnHost = createHostCheck(options.host ?? LOOPBACK, options.allowedHosts ?? [])
  const passwords = createPasswords(options.passwordCost ?? PASSWORD_COST)
  const realtime = createRealtime({
    server: app.server,
    clock,
    database,
    origins,
    isOwnHost,
    addressOf: (request) => clientAddressOf(request, configuration.trustsProxy),
    authenticate: (token) => sessions.authenticate(token),
    isAlive: (reader, actor) => sessions.isAlive(reader, actor),
    graceMs: options.offlineGraceMs ?? OFFLINE_GRACE_MS,
    adminSecret: configuration.adminSecret,
    taps: options.taps,
    onFailure: (error) => {
      log.info({ err: error }, 'a socket was refused')
    },
  })
  const sessions = createSessions({
    clock,
    database,
    accessTokens: createAccessTokens({
      secret: configuration.jwtSecret,
      issuer: configuration.jwtIssuer,
      audience: configuration.jwtAudience,
      lifetimeSeconds: configuration.accessLifetimeSeconds,
    }),
    refreshTokens: createRefreshTokens({
      clock,
      lifetimeSeconds: configuration.refreshLifetimeSeconds,
      secret: configuration.jwtSecret,
    }),
    sockets: realtime.sockets,
  })
  const accounts = createAccounts({
    clock,
    database,
    passwords,
    throttle: createLoginThrottle(clock),
    sessions,
    ownerName: options.ownerName ?? 'owner',
  })
  return {
    clock,
    log,
    database,
    files,
    forms: createForms({ files, limitBytes: configuration.fileLimitBytes }),
    origins,
    isOwnHost,
    realtime,
    passwords,
    accounts,
    sessions,
  }
}
