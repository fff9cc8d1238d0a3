import { readFileSync } from 'node:fs'
import { EXIT } from './exit-codes.ts'
import { gatewayOptions, gatewaySettingsOf, type GatewaySettings } from './gateway-settings.ts'
import { halve } from './halve.ts'
import { complain, gatewayFor } from './launch.ts'
import { readOptions } from './read-options.ts'
import { adminSecret } from './run-beside.ts'
import type { OptionTable, Subcommand } from './subcommand.ts'
import { UsageError } from './usage-error.ts'
import type { BotSession } from './bot-session.ts'

const MISSING = 'bot dev needs the program of a bot behind two dashes, as in: mew-gateway bot dev -- node bot.js'

const botOptions = {
  port: gatewayOptions.port,
  'no-web': gatewayOptions['no-web'],
  'log-level': gatewayOptions['log-level'],
  service: { type: 'string', takes: 'TYPE', help: 'the kind of service that runs the bot, and its name (dev-bot)' },
  record: { type: 'string', takes: 'FILE', help: 'write what is said into a transcript' },
  replay: { type: 'string', takes: 'FILE', help: 'say a transcript again, and end: 0 where the bot says the same' },
} as const satisfies OptionTable

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`--replay ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function carryOut(session: BotSession, settings: GatewaySettings, values: Parsed): Promise<void> {
  const { rehearse, talk } = await import('./bot-session.ts')
  try {
    if (values.replay === undefined) await talk(session, values.record)
    else process.exit(await rehearse(session, readFile(values.replay)))
  } catch (error) {
    if (error instanceof UsageError) throw error
    complain(error, settings)
    process.exit(process.exitCode ?? EXIT.failure)
  }
}

type Parsed = ReturnType<typeof readOptions<typeof botOptions>>['values']

async function run(argv: readonly string[]): Promise<void> {
  const { own, command } = halve(argv, MISSING)
  const { values, positionals } = readOptions(own, botOptions)
  const [what, ...rest] = positionals
  if (what !== 'dev' || rest.length > 0) throw new UsageError('there is only: mew-gateway bot dev')
  if (values.record !== undefined && values.replay !== undefined) {
    throw new UsageError('--record and --replay do not go together')
  }
  const settings = gatewaySettingsOf({ values, positionals: [] })
  const secret = adminSecret()
  const gateway = gatewayFor(settings, { environment: { ...process.env, MEW_ADMIN_SECRET: secret } })
  await carryOut({ command, secret, serviceType: values.service ?? 'dev-bot', gateway }, settings, values)
}

export const bot: Subcommand = {
  usage: 'bot dev [options] -- <command…>',
  summary: 'a bot while it is written: somewhere to be, and somebody to talk to',
  about: `Starts a gateway with one server, makes a kind of service and a bot of it, lets the bot in, and runs its program,
anew whenever a file below this directory changes. What you type is said to it in #general, after /dm to it alone;
/quit ends.

The program finds in its environment
  MEW_URL, MEW_API_BASE   the gateway, and its routes
  MEW_ADMIN_SECRET        what lets its service in
  MEW_SERVICE_TYPE        the kind of service
  MEW_BOT_TOKEN           the bot's own token, for POST /api/auth/bot
  MEW_BOT_USER_ID, MEW_SERVER_ID, MEW_CHANNEL_ID

A transcript has one line of JSON for each that was said. With --replay your lines are said again, and the bot has to
say its own again, in the same order: a test.`,
  words: ['dev'],
  options: botOptions,
  examples: [
    ['mew-gateway bot dev --port 0 -- node bot.js', 'talk to it while it is written'],
    ['mew-gateway bot dev --port 0 --record hello.jsonl -- node bot.js', 'the same, written down'],
    ['mew-gateway bot dev --port 0 --replay hello.jsonl -- node bot.js', 'a test of it'],
  ],
  run,
}
