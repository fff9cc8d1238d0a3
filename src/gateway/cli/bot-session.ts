import { appendFileSync, writeFileSync } from 'node:fs'
import readline from 'node:readline'
import type { GatewayOptions } from '../gateway-options.ts'
import { startBotProgram, type BotProgram } from '../simulator/bot-dev/bot-program.ts'
import { replay } from '../simulator/bot-dev/replay.ts'
import { readTranscript, TranscriptError, writeLine, type Line } from '../simulator/bot-dev/transcript.ts'
import { watchFiles } from '../simulator/bot-dev/watch-files.ts'
import { openWorkshop, type Workshop } from '../simulator/bot-dev/workshop.ts'
import { beginWatched } from './begin-watched.ts'
import { EXIT } from './exit-codes.ts'

/** What `bot dev` was asked for. */
export interface BotSession {
  readonly command: readonly string[]
  readonly secret: string
  readonly serviceType: string
  readonly gateway: GatewayOptions
}

const open = ({ secret, serviceType, gateway }: BotSession): Promise<Workshop> =>
  openWorkshop({ serviceType, adminSecret: secret, gateway })

function begin({ command, secret }: BotSession, { gateway: { url, webUrl }, bot }: Workshop): BotProgram {
  const environment = {
    ...process.env,
    MEW_GATEWAY_URL: url,
    MEW_WEB_URL: webUrl,
    MEW_URL: url,
    MEW_API_BASE: `${url}/api`,
    MEW_ADMIN_SECRET: secret,
    MEW_SERVICE_TYPE: bot.serviceType,
    MEW_BOT_TOKEN: bot.accessToken,
    MEW_BOT_USER_ID: bot.userId,
    MEW_SERVER_ID: bot.serverId,
    MEW_CHANNEL_ID: bot.channelId,
  }
  return startBotProgram({
    begin: () => beginWatched({ command, environment, stdio: ['ignore', 'inherit', 'inherit'], leadsGroup: true }),
    onEnd: (how) => {
      process.stderr.write(`The bot's program ended: ${how}. It starts again when a file changes.\n`)
    },
  })
}

async function rehearseLines(session: BotSession, lines: readonly Line[]): Promise<void> {
  const workshop = await open(session)
  const program = begin(session, workshop)
  try {
    await replay(workshop, lines)
  } finally {
    await program.stop()
    await workshop.stop()
  }
}

/** Says a transcript again. Answers with 0 where the bot kept to it. @throws what openWorkshop throws */
export async function rehearse(session: BotSession, text: string): Promise<number> {
  try {
    const lines = readTranscript(text)
    await rehearseLines(session, lines)
    process.stdout.write(`The bot kept to all ${lines.length} lines.\n`)
    return 0
  } catch (error) {
    if (!(error instanceof TranscriptError)) throw error
    process.stderr.write(`${error.message}\n`)
    return EXIT.failure
  }
}

/** A line as it was typed: to the bot alone after `/dm`, else in the channel. */
function readTyped(typed: string): Line {
  const [, alone] = /^\/dm\s+(.+)$/s.exec(typed) ?? []
  return alone === undefined ? { by: 'you', in: 'channel', text: typed } : { by: 'you', in: 'direct', text: alone }
}

/** Talks on this terminal until there is nothing more to say. */
export async function talk(session: BotSession, record: string | undefined): Promise<void> {
  if (record !== undefined) writeFileSync(record, '')
  const workshop = await open(session)
  const program = begin(session, workshop)
  const stopWatching = watchFiles(process.cwd(), record === undefined ? [] : [record], () => {
    process.stderr.write('A file has changed: the bot starts again.\n')
    void program.restart()
  })
  const terminal = readline.createInterface({ input: process.stdin, terminal: false })
  const keep = (line: Line): void => {
    if (record !== undefined) appendFileSync(record, writeLine(line))
  }
  workshop.chat.listen((line) => {
    keep(line)
    process.stdout.write(`${session.serviceType}${line.in === 'direct' ? ' (to you alone)' : ''}: ${line.text}\n`)
  })
  process.stdout.write(
    `Talk to ${session.serviceType} in #general at ${workshop.gateway.url}; /dm says it to the bot alone, /quit ends.\n`,
  )

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => terminal.close())
  for await (const typed of terminal) {
    if (typed.trim() === '/quit') break
    if (typed.trim() === '') continue
    const line = readTyped(typed)
    keep(line)
    await workshop.chat.say(line.in, line.text).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    })
  }
  terminal.close()
  stopWatching()
  await program.stop()
  await workshop.stop()
  process.exit(0)
}
