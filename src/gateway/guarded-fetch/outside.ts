import { Resolver } from 'node:dns/promises'
import net, { type Socket } from 'node:net'
import tls from 'node:tls'

/** The way out of this computer, handed in: tests lead a name to a page of their own. */
export interface Outside {
  /** Every address of a name. */
  readonly resolve: (host: string) => Promise<readonly string[]>
  /** Begins a connection to that address and no other. */
  readonly connect: (target: Target) => Socket
}

export interface Target {
  readonly address: string
  readonly port: number
  /** The name whose certificate is asked for. Undefined is http. */
  readonly securedFor: string | undefined
}

const DNS_TIMEOUT_MS = 1_000
const DNS_TRIES = 2

/** Asks the name servers themselves: what this computer calls itself and its neighbours is nobody's business. */
async function resolve(host: string): Promise<readonly string[]> {
  const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: DNS_TRIES })
  const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
}

function connect({ address, port, securedFor }: Target): Socket {
  if (securedFor === undefined) return net.connect({ host: address, port })
  // An address has a certificate of its own, and no name is told for it.
  const name = net.isIP(securedFor) === 0 ? { servername: securedFor } : {}
  return tls.connect({ host: address, port, ALPNProtocols: ['http/1.1'], ...name })
}

export const realOutside: Outside = { resolve, connect }
