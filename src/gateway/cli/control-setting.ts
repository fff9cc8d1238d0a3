import { textOf, wordOf, type Environment } from '../environment.ts'
import { isLoopback } from '../loopback.ts'
import { wholeNumber } from './read-options.ts'

/** The control API as it is asked for. */
export interface ControlSetting {
  /** 0 is any free port. */
  readonly port: number
}

interface Asked {
  readonly port: string | undefined
  readonly off: boolean | undefined
  /** Where the gateway listens. */
  readonly host: string
}

/**
 * On for whoever starts a gateway by hand or by a script. Off where it was not asked for and nobody would use it: in
 * production, where others reach the gateway, and under a launcher, which shows people an app.
 * @throws UsageError
 */
export function readControl({ port, off, host }: Asked, environment: Environment): ControlSetting | undefined {
  if (off === true || (port === undefined && wordOf(environment['MEW_CONTROL']) === false)) return undefined
  const named = port ?? textOf(environment, 'MEW_CONTROL_PORT')
  if (named !== undefined) return { port: wholeNumber('--control-port', named, 65_535) }
  const isProduction = environment['NODE_ENV'] === 'production'
  return isProduction || !isLoopback(host) || environment['MEW_LAUNCHER'] === '1' ? undefined : { port: 0 }
}
