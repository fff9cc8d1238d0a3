import { assertNever } from '#shared/assert-never.ts'

/**
 * One thing that is done alike at both gateways. Paths and bodies speak of people, servers and messages by symbols, as
 * `{server:home}`: what each stands for is learned from the answers, by each gateway for itself.
 */
export type Step =
  | RequestStep
  | { readonly kind: 'sign-up'; readonly person: string; readonly username: string }
  | { readonly kind: 'sign-out'; readonly person: string }
  | { readonly kind: 'come' | 'go'; readonly socket: SocketName }
  | EmitStep
  | { readonly kind: 'rest' }

/** A person by reference, or another tab of theirs as `alice#2`. */
export type SocketName = string

export interface RequestStep {
  readonly kind: 'request'
  /** Without anybody it goes without a token. */
  readonly by?: string
  readonly method: string
  /** Below `/api`. */
  readonly path: string
  readonly body?: unknown
  /** Symbols to where the answer has what they stand for. */
  readonly learns?: Readonly<Record<string, string>>
}

export interface EmitStep {
  readonly kind: 'emit'
  readonly socket: SocketName
  readonly event: string
  /** One packet each. */
  readonly packets: readonly unknown[]
  /** What a gateway without quirks answers with, and how often: packets have no answer to wait for. */
  readonly until: { readonly event: string; readonly count: number }
  /** Sent by a socket that comes for it, before it is let in. */
  readonly beforeReady?: boolean
}

/** Nothing comes of looking, but what is learned. */
export const isLook = (step: Step): boolean => step.kind === 'request' && step.method === 'GET'

export const personOf = (socket: SocketName): string => socket.split('#')[0] ?? socket

/** As somebody who reads a report knows it. */
export function titleOf(step: Step): string {
  switch (step.kind) {
    case 'request':
      return `${step.by ?? 'nobody'}: ${step.method} ${step.path}`
    case 'sign-up':
      return `${step.person}: signs up`
    case 'sign-out':
      return `${step.person}: signs out`
    case 'come':
      return `${step.socket}: connects`
    case 'go':
      return `${step.socket}: goes`
    case 'emit':
      return `${step.socket}: sends ${step.packets.length} ${step.event}${step.beforeReady === true ? ' before ready' : ''}`
    case 'rest':
      return 'the end'
    default:
      return assertNever(step)
  }
}
