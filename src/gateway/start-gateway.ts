import fastify, { LogController, type FastifyInstance } from 'fastify'
import { readConfiguration, type Configuration } from './configuration.ts'
import { openDatabase } from './database/open-database.ts'
import { isLoopback, LOOPBACK, type GatewayOptions, type RunningGateway } from './gateway-options.ts'
import { createParts, type GatewayParts } from './gateway-parts.ts'
import { readInstanceId, webHostOf } from './instance-id.ts'
import { listen } from './listen.ts'
import { registerAuth } from './plugins/auth.ts'
import { registerErrors } from './plugins/errors.ts'
import { registerHttpRules } from './plugins/http-rules.ts'
import { registerJsonBody } from './plugins/json-body.ts'
import { registerPlainRoot, registerWebPages } from './plugins/web-pages.ts'
import { registerFeatures } from './register-features.ts'
import { createFileAddress, staticBaseOf } from './wire/file-address.ts'

const BODY_LIMIT_BYTES = 1_048_576
const REQUEST_TIMEOUT_MS = 120_000

/**
 * Starts a whole gateway and answers once it serves.
 * @throws PortError, DirectoryInUseError, ConfigurationError
 */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const configuration = readConfiguration(options.environment ?? process.env, options.dataDirectory)
  const database = await openDatabase(options.dataDirectory)
  const app = createApp(configuration, options.logLevel ?? 'warn')
  const parts = createParts({ app, database, configuration, options })
  app.addHook('preClose', () => parts.realtime.close())
  app.addHook('onClose', () => database.close())
  try {
    return await open({ app, configuration, options, parts })
  } catch (error) {
    await app.close()
    throw error
  }
}

function createApp(configuration: Configuration, logLevel: string): FastifyInstance {
  return fastify({
    logger: { level: logLevel, stream: process.stderr },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: configuration.trustProxy,
    forceCloseConnections: true,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { ignoreTrailingSlash: true, caseSensitive: false, maxParamLength: 512 },
  })
}

interface Opening {
  readonly app: FastifyInstance
  readonly configuration: Configuration
  readonly options: GatewayOptions
  readonly parts: GatewayParts
}

async function open({ app, configuration, options, parts }: Opening): Promise<RunningGateway> {
  const { host = LOOPBACK } = options
  const instanceId = await readInstanceId(parts.database)
  await options.prepare?.(parts)

  let listeningAt = ''
  const publicBase = configuration.staticBase ?? (options.publicUrl ? staticBaseOf(options.publicUrl) : undefined)
  registerHttpRules(app, parts.origins, parts.isOwnHost)
  registerJsonBody(app)
  registerErrors(app)
  registerAuth(app, parts.origins, parts.sessions.authenticate)
  await registerFeatures(app, {
    parts,
    configuration,
    instanceId,
    startCode: isLoopback(host) ? options.startCode : undefined,
    fileAddress: createFileAddress(() => publicBase ?? listeningAt),
  })
  if (options.webRoot === undefined) registerPlainRoot(app)
  else await registerWebPages(app, options.webRoot)

  const { port, close } = await listen(app, host, options.port)
  listeningAt = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  return {
    url: listeningAt,
    webUrl: isLoopback(host) ? `http://${webHostOf(instanceId)}:${port}` : listeningAt,
    port,
    instanceId,
    parts,
    stop: close,
  }
}
