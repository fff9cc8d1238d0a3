import { profileBody, type FaultState } from '#shared/simulator/control.ts'
import type { ControlClient } from './control-client.ts'
import { gatewayChoice, withGateway } from './find-gateway.ts'
import { suggest } from './nearest.ts'
import { asJson, outputChoice } from './output.ts'
import { actions, matchKinds, readFault } from './read-fault.ts'
import { readOptions } from './read-options.ts'
import type { OptionTable, Subcommand } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

const options = { ...outputChoice, ...gatewayChoice } as const satisfies OptionTable

/** Answers with the faults there is something to tell of. */
type Act = (client: ControlClient) => Promise<readonly FaultState[]>

function one([id, ...rest]: readonly string[], action: string): string {
  if (id !== undefined && rest.length === 0) return id
  throw new UsageError(`fault ${action} takes one fault, as fault list names them`)
}

function none(words: readonly string[], action: string): void {
  if (words.length > 0) throw new UsageError(`fault ${action} takes no more`)
}

const acts: ReadonlyMap<string, (words: readonly string[]) => Act> = new Map([
  [
    'add',
    (words) => {
      const body = readFault(words)
      return async (client) => [await client.call('POST /faults', { body })]
    },
  ],
  [
    'list',
    (words) => {
      none(words, 'list')
      return (client) => client.call('GET /faults')
    },
  ],
  [
    'remove',
    (words) => {
      const params = { fault: one(words, 'remove') }
      return async (client) => {
        await client.call('DELETE /faults/:fault', { params })
        return []
      }
    },
  ],
  [
    'release',
    (words) => {
      const params = { fault: one(words, 'release') }
      return async (client) => {
        await client.call('POST /faults/:fault/release', { params })
        return []
      }
    },
  ],
  [
    'clear',
    (words) => {
      none(words, 'clear')
      return async (client) => {
        await client.call('DELETE /faults')
        return []
      }
    },
  ],
  [
    'profile',
    (words) => {
      const [profile, ...rest] = words
      const body = profileBody.safeParse({ profile })
      if (!body.success || rest.length > 0) throw new UsageError('fault profile takes the name of one')
      return (client) => client.call('POST /faults/profile', { body: body.data })
    },
  ],
])

function describe({ id, name, class: kind, enabled, fitted, struck, holding }: FaultState): string {
  const held = holding === 0 ? '' : `, holds ${holding}`
  const off = enabled ? '' : ', off'
  return `${id}  ${name} (${kind}${off}): fitted ${fitted}, struck ${struck}${held}\n`
}

async function run(argv: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(argv, options)
  const [action = '', ...words] = positionals
  const make = acts.get(action)
  const known = [...acts.keys()]
  if (make === undefined) throw new UsageError(`fault takes one of ${known.join(', ')}${suggest(action, known)}`)
  const act = make(words)
  const json = asJson(values.output)
  await withGateway(values.port, async (client) => {
    const faults = await act(client)
    process.stdout.write(json ? `${JSON.stringify(faults)}\n` : faults.map(describe).join(''))
  })
}

export const faultCommand: Subcommand = {
  usage: 'fault add|list|remove|release|clear|profile [options]',
  summary: 'what stands in the way of a running gateway',
  about: `  fault add ACTION KIND [field=value…]   adds one, and tells its id
  fault list                             all of them, how often each fitted and struck
  fault release ID                       lets go of what it holds
  fault remove ID, fault clear           takes one away, or all
  fault profile NAME                     adds those of a profile

Kinds: ${matchKinds.join(', ')}, which is a packet to a socket, one from it, a request, a socket that comes.
Fields: of whom or what, user, event, method, path, phase, nth; how often, times, probability, from, until; name; and
those of the action:
${actions.map(([type, fields]) => `  ${type.padEnd(15)}${fields.join(', ')}`.trimEnd()).join('\n')}
A whole fault may be given as JSON instead.`,
  words: [...acts.keys()],
  options,
  examples: [
    ['mew-gateway fault add hold emit user=bob event=MESSAGE_CREATE', 'bob hears of no message until it is released'],
    ["mew-gateway fault add drop http method=POST 'path=/**/messages' phase=response times=1", 'one answer is lost'],
    ['mew-gateway fault add latency http ms=2s jitterMs=500', 'every request is slow'],
  ],
  run,
}
