import type http from 'node:http'
import fastify, { type FastifyInstance } from 'fastify'
import { readConfiguration, type Configuration } from './configuration.ts'
import { openDatabase, type Database } from './database/open-database.ts'
import { startSessionSweep } from './features/auth/session-sweep.ts'
import { startFileSweep } from './features/files/file-sweep.ts'
import { bucketOrigins } from './files/bucket-rules.ts'
import type { GatewayOptions, RunningGateway } from './gateway-options.ts'
import { createParts, type GatewayParts } from './gateway-parts.ts'
import { readInstanceId, webHostOf } from './database/instance-id.ts'
import { listen } from './listen.ts'
import { createLog, type Log } from './log.ts'
import { addressOf, isLoopback, isReachableByLoopback, LOOPBACK } from './loopback.ts'
import { registerAuth } from './plugins/auth.ts'
import { registerBodies } from './plugins/bodies.ts'
import { registerDraining } from './plugins/draining.ts'
import { registerEntityTags } from './plugins/entity-tags.ts'
import { answerError, registerErrors } from './plugins/errors.ts'
import { registerHttpRules, securityHeaders } from './plugins/http-rules.ts'
import { watchIncomingBodies } from './plugins/incoming-bodies.ts'
import { registerRateLimit } from './plugins/rate-limit.ts'
import { registerPlainRoot, registerWebPages } from './plugins/web-pages.ts'
import { registerFeatures } from './register-features.ts'
import { createFileAddress, staticBaseOf } from './wire/file-address.ts'

const BODY_LIMIT_BYTES = 1_048_576
const HEADERS_TIMEOUT_MS = 60_000

/**
 * Starts a whole gateway and answers once it serves.
 * @throws PortError, DirectoryInUseError, ConfigurationError
 */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const database = await openDatabase(options.dataDirectory)
  try {
    return await startOn(database, options)
  } catch (error) {
    await database.close()
    throw error
  }
}

async function startOn(opened: Database, options: GatewayOptions): Promise<RunningGateway> {
  const database = options.taps?.database?.(opened) ?? opened
  const configuration = readConfiguration(options.environment ?? process.env, options)
  const log = createLog({ level: options.logLevel ?? 'warn', format: options.logFormat }, process.stderr)
  const app = createApp(configuration, log)
  for (const warning of configuration.warnings) log.warn({}, warning)
  const parts = createParts({ app, log, database, configuration, options })
  const stopSweep = startSessionSweep({
    clock: parts.clock,
    database,
    accessLifetimeSeconds: configuration.accessLifetimeSeconds,
    onFailure: (error) => {
      log.error({ err: error }, 'what has ended was not swept')
    },
  })
  const stopFileSweep = startFileSweep({
    clock: parts.clock,
    database,
    files: parts.files,
    onFailure: (error) => {
      log.error({ err: error }, 'files that nothing refers to were not swept')
    },
  })
  app.addHook('preClose', (done) => {
    stopSweep()
    stopFileSweep()
    parts.realtime.close()
    done()
  })
  registerDraining(app)
  watchIncomingBodies(app.server, parts.clock)
  try {
    return await open({ app, configuration, options, parts })
  } catch (error) {
    await app.close()
    throw error
  }
}

/** Routes read their bodies themselves, behind their gates: without this Fastify loads two compilers of schemas at each start. */
const noSchemas = () => (): never => {
  throw new Error('Routes have no schema of the framework')
}

/** `/a/` is `/a`: taken off here, not by the router, which would keep every route twice and need twice as long for it at start. */
const withoutLastSlash = (address: string): string => address.replace(/^([^?]*[^?/])\/(?=\?|$)/, '$1')

function createApp(configuration: Configuration, log: Log): FastifyInstance {
  return fastify<http.Server>({
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: configuration.trustsProxy,
    forceCloseConnections: true,
    // Which hosts are answered is the gateway's own rule; Node would refuse whoever names none, and with nothing at all.
    // Headers come within a time, bodies at a pace (`watchIncomingBodies`): a large file on a slow line takes long.
    http: { requireHostHeader: false, headersTimeout: HEADERS_TIMEOUT_MS },
    requestTimeout: 0,
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    rewriteUrl: ({ url = '/' }) => withoutLastSlash(url),
    routerOptions: { caseSensitive: false, maxParamLength: 512 },
    // What is wrong with an address is found before any hook runs.
    frameworkErrors: (error, _, reply) => {
      void answerError(error, reply.headers(securityHeaders), log)
    },
  })
}

interface Opening {
  readonly app: FastifyInstance
  readonly configuration: Configuration
  readonly options: GatewayOptions
  readonly parts: GatewayParts
}

/** What holds for every route, in the order in which it is asked. */
function registerCommonRules({ app, configuration, options, parts }: Opening): void {
  options.taps?.http?.(app)
  registerHttpRules(app, parts.origins, parts.isOwnHost)
  registerBodies(app, configuration.fileLimitBytes)
  registerErrors(app, parts.log)
  registerEntityTags(app)
  if (configuration.limitRates) registerRateLimit(app, parts.clock)
  registerAuth(app, parts.origins, parts.sessions.authenticate)
}

async function open({ app, configuration, options, parts }: Opening): Promise<RunningGateway> {
  const host = options.host === 'localhost' ? LOOPBACK : (options.host ?? LOOPBACK)
  const instanceId = await readInstanceId(parts.database)
  await options.prepare?.(parts)

  let { port } = options
  const publicBase = configuration.staticBase ?? (options.publicUrl ? staticBaseOf(options.publicUrl) : undefined)
  const fileBase = (): string => publicBase ?? addressOf(host, port)
  registerCommonRules({ app, configuration, options, parts })
  await registerFeatures(app, {
    parts,
    configuration,
    instanceId,
    startCode: isLoopback(host) ? options.startCode : undefined,
    previews: options.previews,
    fileAddress: createFileAddress({ staticBase: fileBase, store: configuration.objectStore }),
    fileBase,
  })
  if (options.webRoot === undefined) registerPlainRoot(app)
  else registerWebPages(app, options.webRoot)

  const listening = await listen(app, host, port)
  ;({ port } = listening)
  const webUrl = isReachableByLoopback(host) ? `http://${webHostOf(instanceId)}:${port}` : addressOf(host, port)
  letPagesToStore({ configuration, options, parts }, webUrl)
  let stopping: Promise<void> | undefined
  return {
    url: addressOf(host, port),
    webUrl,
    port,
    instanceId,
    parts,
    stop: () => (stopping ??= listening.close().then(parts.database.close)),
  }
}

/** Nobody waits for it, and the gateway runs without: uploads go through it then. */
function letPagesToStore({ configuration, options, parts }: Omit<Opening, 'app'>, webUrl: string): void {
  const { objectStore, corsOrigins } = configuration
  if (objectStore === undefined) return
  const own = [webUrl, ...(options.publicUrl === undefined ? [] : [options.publicUrl])]
  const origins = bucketOrigins({ ofStore: objectStore.corsOrigins, ofGateway: corsOrigins, own })
  parts.files.allowPages?.(origins).catch((error: unknown) => {
    parts.log.warn({ err: error }, 'the object store takes no rules for pages: they may be unable to send files to it')
  })
}
